import { debit } from './expressions.ts';
import { chiffre, graphe, type Tableau } from './panneaux.ts';

const ESSAIS = 'connexions_essais_total';
const REFUS = 'resultat=~"refus|verrouillage|verrouille|retenu"';
const parMinute = (filtre: string, par: string) => `60 * ${debit(`${ESSAIS}{${filtre}}`, par)}`;
const parHeure = (filtre: string) => `sum(increase(${ESSAIS}{${filtre}}[1h]))`;

/** What closes a sign-in, other than its end and a token shown twice. */
const FERMETURES =
  'Mutation.(seDeconnecter|changerMotDePasse|reinitialiserMotDePasse|modifierEmploye)';

export const connexions: Tableau = {
  uid: 'connexions',
  titre: 'Connexions',
  description:
    'Qui entre, qui est refusé. Sans nom ni adresse : le journal d’audit de l’administration dit qui, celui de Nginx dit d’où.',
  panneaux: [
    chiffre(
      'Connexions par minute',
      'none',
      `60 * sum(rate(${ESSAIS}{moyen=~"mot_de_passe|nip", resultat="succes"}[$__rate_interval]))`,
    ),
    chiffre('Refus par minute, sur dix minutes', 'none', '60 * connexions:refus:rate10m', {
      alerte: 3,
    }),
    chiffre(
      'Verrouillages de la dernière heure',
      'none',
      parHeure('moyen!="jeton", resultat="verrouillage"'),
    ),
    chiffre('Jetons rejoués, dernière heure', 'none', parHeure('resultat="rejeu"'), { alerte: 1 }),
    graphe(
      'Connexions, par minute',
      'none',
      [
        {
          expr: parMinute('moyen=~"mot_de_passe|nip", resultat="succes"', 'moyen'),
          legende: '{{moyen}}',
        },
      ],
      { description: 'nip : une caisse passe d’une personne à l’autre.' },
    ),
    graphe(
      'Refus, par minute',
      'none',
      [
        {
          expr: parMinute(`moyen!="jeton", ${REFUS}`, 'moyen, resultat'),
          legende: '{{moyen}} {{resultat}}',
        },
      ],
      {
        description:
          'verrouillage : le refus qui fait attendre d’où il vient ; verrouille : un essai pendant l’attente ; retenu : un de trop à la fois, que rien n’a vérifié. confirmation : le mot de passe redemandé à qui est connecté.',
      },
    ),
    graphe(
      'Part des refus',
      'percentunit',
      'connexions:refus:rate10m / connexions:essais:rate10m',
      { max: 1, description: 'Une faute de frappe sur dix essais est ordinaire.' },
    ),
    graphe(
      'Essais retenus au routeur, par minute',
      'none',
      [{ expr: '60 * sum(rate(connexions_retenues_total[$__rate_interval]))', legende: 'retenus' }],
      { description: 'Trop d’essais d’une même adresse : caisse n’en a rien su.' },
    ),
    graphe(
      'Essais sans réponse, par minute',
      'none',
      [{ expr: parMinute('resultat="erreur"', 'moyen'), legende: '{{moyen}}' }],
      { description: 'La base hors de portée, ou trop de mots de passe à vérifier à la fois.' },
    ),
    graphe(
      'Jetons renouvelés, par minute',
      'none',
      [{ expr: parMinute('moyen="jeton"', 'resultat'), legende: '{{resultat}}' }],
      {
        description:
          'refus : la connexion est finie ou fermée. rejeu : le jeton avait déjà servi, deux l’avaient ; la connexion est fermée.',
      },
    ),
    graphe('Ce qui ferme des connexions, par heure', 'none', [
      {
        expr: `sum by (champ) (increase(graphql_root_fields_total{service="caisse", champ=~"${FERMETURES}", resultat="succes"}[1h]))`,
        legende: '{{champ}}',
      },
      { expr: parHeure('resultat="rejeu"'), legende: 'jeton rejoué' },
    ]),
  ],
};
