import { Counter, type Metrics, PublicError } from '@caisse/subgraph-kit';

/**
 * What somebody showed: the password or the PIN of a sign-in, the password asked for again before one's secrets
 * change (`confirmation`), a renewal token (`jeton`).
 */
export type Moyen = 'mot_de_passe' | 'nip' | 'confirmation' | 'jeton';

/**
 * How it ended: `refus` proved nothing, `verrouillage` is the refusal from which on its place waits, `verrouille` a try
 * while it waits, `rejeu` a renewal token that had served and closes its sign-in, `retenu` one of too many at once from
 * one place, `erreur` no answer.
 */
type Resultat = 'succes' | 'refus' | 'verrouillage' | 'verrouille' | 'rejeu' | 'retenu' | 'erreur';

const SECRET = ['succes', 'refus', 'verrouillage', 'verrouille', 'retenu', 'erreur'] as const;

/** Every series there can be: never an identifier, a store or an address, of which there are many. */
const SERIES: Readonly<Record<Moyen, readonly Resultat[]>> = {
  mot_de_passe: SECRET,
  nip: SECRET,
  confirmation: SECRET,
  jeton: ['succes', 'refus', 'rejeu', 'erreur'],
};

/** What the use-cases answer, with what they know of a refusal and do not show. */
interface Reponse {
  __typename: string;
  verrouillage?: boolean;
  rejeu?: boolean;
}

export type Mesures = ReturnType<typeof creerMesures>;

/** What caisse measures of its own: who proves who they are, and who does not. */
export function creerMesures({ registry }: Pick<Metrics, 'registry'>) {
  const essais = new Counter({
    name: 'connexions_essais_total',
    help: 'Secrets and renewal tokens that were shown, by which (moyen) and how it ended.',
    labelNames: ['moyen', 'resultat'],
    registers: [registry],
  });
  // Present from the start: a first refusal that makes its own series is no increase to Prometheus.
  for (const [moyen, resultats] of Object.entries(SERIES)) {
    for (const resultat of resultats) essais.inc({ moyen, resultat }, 0);
  }

  return {
    /** Counts a try by its answer. What was no try, for want of a field or of the right to make one, is not counted. */
    async compterEssai<R extends Reponse>(moyen: Moyen, travail: Promise<R>): Promise<R> {
      let resultat: Resultat | null = 'erreur';
      try {
        const reponse = await travail;
        resultat = resultatDe(reponse);
        return reponse;
      } catch (erreur) {
        if (erreur instanceof PublicError) resultat = sansEssai(erreur.extensions['code']);
        throw erreur;
      } finally {
        if (resultat) essais.inc({ moyen, resultat });
      }
    },
  };
}

/** What a refusal before any try counts as. */
function sansEssai(code: unknown): Resultat | null {
  if (code === 'TROP_D_ESSAIS') return 'retenu';
  return code === 'INTERDIT' || code === 'NON_AUTHENTIFIE' ? null : 'erreur';
}

function resultatDe({ __typename, verrouillage, rejeu }: Reponse): Resultat | null {
  switch (__typename) {
    case 'Authentification':
    case 'Employe':
      return 'succes';
    case 'IdentifiantsRefuses':
      return verrouillage ? 'verrouillage' : 'refus';
    case 'CompteVerrouille':
      return 'verrouille';
    case 'ConnexionFermee':
      return rejeu ? 'rejeu' : 'refus';
    default:
      return null;
  }
}
