import { useCallback, useEffect, useRef, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AideClavier } from '../features/aide/aide-clavier.tsx';
import { DialoguePaiement } from '../features/paiement/dialogue-paiement.tsx';
import type { Mode } from '../features/paiement/repartition.ts';
import { RepriseVente } from '../features/paiement/reprise-vente.tsx';
import {
  useEncaissement,
  type IssueEncaissement,
  type RefusCheckout,
} from '../features/paiement/use-encaissement.ts';
import { BoutonEmploye } from '../features/equipe/bouton-employe.tsx';
import { ChangerEmploye } from '../features/equipe/changer-employe.tsx';
import { EchecDuPanier } from '../features/panier/echec-panier.tsx';
import { TicketPanier } from '../features/panier/ticket-panier.tsx';
import type { usePanier } from '../features/panier/use-panier.ts';
import { RechercheProduits } from '../features/recherche/recherche-produits.tsx';
import { BandeauSession } from '../features/session/bandeau-session.tsx';
import { graphql, lireFragment, type FragmentType } from '../shared/api/generated/index.ts';
import type { Panne } from '../shared/api/panne.ts';
import { BoutonsPaiement } from '../features/paiement/boutons-paiement.tsx';
import styles from './caisse.module.css';
import { ligneVoisine, type CommandeCaisse } from './clavier.ts';
import { RefusVente } from './refus-vente.tsx';
import { useClavier } from './use-clavier.ts';

const PANIER_CAISSE = graphql(/* GraphQL */ `
  fragment PanierCaisse on Panier {
    id
    lignes {
      produit {
        id
      }
    }
    ...TicketPanier
    ...PanierAPayer
  }
`);

type Props = {
  session: Parameters<typeof BandeauSession>[0]['session'] & { id: string };
  magasinId: string;
  panier: FragmentType<typeof PANIER_CAISSE> | null;
  actions: ReturnType<typeof usePanier>;
  relire: () => void;
};

/** Where the features of a till meet: search, cart, payment, keyboard. */
export function Caisse({ session, magasinId, panier: masque, actions, relire }: Props) {
  const { t } = useTranslation();
  const naviguer = useNavigate();
  const champ = useRef<HTMLInputElement>(null);
  const [saisie, saisir] = useState('');
  const [modes, payer] = useState<readonly Mode[] | null>(null);
  const [aide, montrerAide] = useState(false);
  const [releve, relever] = useState(false);
  const [refus, refuser] = useState<RefusCheckout | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const encaissement = useEncaissement(session.id);
  const panier = masque && lireFragment(PANIER_CAISSE, masque);
  const lignes = panier?.lignes ?? [];
  const vide = lignes.length === 0;
  const enReprise = Boolean(encaissement.attente) && modes === null;
  const modal = modes !== null || aide || releve || enReprise;

  useEffect(() => {
    document.title = t('caisse.onglet');
  }, [t]);
  useEffect(() => {
    if (!modal) champ.current?.focus();
  }, [modal]);

  const { activer, ajouter, fixerQuantite, decalerQuantite, vider, recommencer } = actions;
  // A refusal is about the cart as it was: touching the cart answers it.
  const toucher = useCallback(() => refuser(null), []);
  const surQuantite = (produitId: string, quantite: number) => {
    toucher();
    fixerQuantite(produitId, quantite);
  };
  const surPas = (produitId: string, pas: number) => {
    toucher();
    decalerQuantite(produitId, pas);
  };
  const active =
    lignes.find(({ produit }) => produit.id === actions.actif)?.produit.id ??
    lignes.at(-1)?.produit.id ??
    null;
  const surCommande = (commande: CommandeCaisse) => {
    if (commande === 'aide') montrerAide(true);
    else if (commande === 'chercher') champ.current?.select();
    else if (commande === 'employe') relever(true);
    else if (commande === 'lignePrecedente' || commande === 'ligneSuivante') {
      const ids = lignes.map(({ produit }) => produit.id);
      activer(ligneVoisine(ids, active, commande === 'ligneSuivante' ? 1 : -1));
    } else if (vide || active === null) return;
    else if (commande === 'plus') surPas(active, 1);
    else if (commande === 'moins') surPas(active, -1);
    else if (commande === 'retirer') surQuantite(active, 0);
    else if (commande === 'vider') vider();
    else if (commande === 'comptant') payer(['COMPTANT']);
    else if (commande === 'carte') payer(['CARTE']);
    else payer(['CARTE', 'COMPTANT']);
  };
  useClavier(champ, !modal, surCommande);

  const surIssue = (issue: IssueEncaissement) => {
    payer(null);
    tomber(issue.sorte === 'attente' ? issue.panne : null);
    if (issue.sorte === 'vendue') {
      recommencer();
      void naviguer(`/caisse/${session.id}/recu/${issue.venteId}`);
    } else if (issue.sorte === 'refus') {
      refuser(issue.refus);
      relire();
    }
  };
  // Whatever was clicked, the next product goes into the search field.
  const rendreLeChamp = (evenement: MouseEvent) => {
    const cible = evenement.target as Element;
    if (!modal && !cible.closest('input, select, a, dialog')) champ.current?.focus();
  };

  return (
    <div className={styles.caisse} onClick={rendreLeChamp}>
      <h1 className="hors-ecran">{t('caisse.onglet')}</h1>
      <BandeauSession session={session} surAide={() => montrerAide(true)} />
      <div className={styles.gauche}>
        <RechercheProduits
          magasinId={magasinId}
          champ={champ}
          saisie={saisie}
          surSaisie={saisir}
          surAjout={(produit, quantite) => {
            toucher();
            ajouter(produit, quantite);
          }}
        />
      </div>
      <section className={styles.ticket} aria-labelledby="titre-panier">
        <header className={styles.titre}>
          <h2 id="titre-panier">{t('panier.section')}</h2>
          <BoutonEmploye surChanger={() => relever(true)} />
        </header>
        {actions.echec && (
          <div className={styles.echec}>
            <EchecDuPanier echec={actions.echec} surNouveauPanier={recommencer} />
          </div>
        )}
        {refus && (
          <div className={styles.echec}>
            <RefusVente refus={refus} surNouveauPanier={() => (toucher(), recommencer())} />
          </div>
        )}
        <TicketPanier
          panier={panier}
          actif={active}
          ruptures={
            new Map(
              refus?.__typename === 'StockInsuffisant'
                ? refus.ruptures.map(({ produit, disponible }) => [produit.id, disponible])
                : [],
            )
          }
          surActif={activer}
          surQuantite={surQuantite}
          surPas={surPas}
        />
        <BoutonsPaiement vide={vide} surCommande={surCommande} />
      </section>
      {modes && panier && (
        <DialoguePaiement
          panier={panier}
          modes={modes}
          enCours={encaissement.enCours}
          encaisser={encaissement.encaisser}
          surIssue={surIssue}
          surAbandon={() => payer(null)}
        />
      )}
      {enReprise && encaissement.attente && (
        <RepriseVente
          attente={encaissement.attente}
          enCours={encaissement.enCours}
          panne={panne}
          reprendre={encaissement.reprendre}
          surIssue={surIssue}
        />
      )}
      {releve && <ChangerEmploye magasinId={magasinId} surFermeture={() => relever(false)} />}
      {aide && <AideClavier surFermeture={() => montrerAide(false)} />}
    </div>
  );
}
