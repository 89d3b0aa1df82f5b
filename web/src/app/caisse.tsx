import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AideClavier } from '../features/aide/aide-clavier.tsx';
import { ChangerEmploye } from '../features/equipe/changer-employe.tsx';
import { RefusBalayages } from '../features/panier/refus-balayages.tsx';
import { RechercheProduits } from '../features/recherche/recherche-produits.tsx';
import { lireBalayage } from '../features/recherche/saisie.ts';
import { BandeauSession } from '../features/session/bandeau-session.tsx';
import type { RefusCheckout } from '../features/paiement/use-encaissement.ts';
import { useTerminalSimule } from '../features/paiement/use-terminal-simule.ts';
import { graphql, lireFragment, type FragmentType } from '../shared/api/generated/index.ts';
import { useCaisseOuverte, useCodesLus } from './caisse-ouverte.tsx';
import styles from './caisse.module.css';
import { ligneVoisine, type CommandeCaisse } from './clavier.ts';
import { DialoguesPaiement, useParcoursPaiement } from './parcours-paiement.tsx';
import { Ticket } from './ticket.tsx';
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
  relire: () => void;
};

/** Where the features of a till meet: search, cart, payment, keyboard. */
export function Caisse({ session, magasinId, panier: masque, relire }: Props) {
  const { t } = useTranslation();
  const { panier: actions } = useCaisseOuverte();
  const champ = useRef<HTMLInputElement>(null);
  const [saisie, saisir] = useState('');
  const [aide, montrerAide] = useState(false);
  const [releve, relever] = useState(false);
  const [refus, refuser] = useState<RefusCheckout | null>(null);
  const simule = useTerminalSimule();
  const panier = masque && lireFragment(PANIER_CAISSE, masque);
  const lignes = panier?.lignes ?? [];
  const vide = lignes.length === 0;
  const paiement = useParcoursPaiement({ vide, surRefus: refuser, relire });
  const modal = paiement.modal || aide || releve;

  useEffect(() => {
    document.title = t('caisse.onglet');
  }, [t]);
  useEffect(() => {
    if (!modal) champ.current?.focus();
  }, [modal]);

  const { activer, balayages, fixerQuantite, decalerQuantite, vider } = actions;
  // A refusal is about the cart as it was: touching the cart answers it.
  const toucher = () => refuser(null);
  const surQuantite = (produitId: string, quantite: number) => {
    toucher();
    fixerQuantite(produitId, quantite);
  };
  const surPas = (produitId: string, pas: number) => {
    toucher();
    decalerQuantite(produitId, pas);
  };
  const recevoir = (demande: Parameters<typeof balayages.recevoir>[0]) => {
    toucher();
    balayages.recevoir(demande);
  };
  useCodesLus((terme) => {
    const lu = lireBalayage(modal ? '' : (champ.current?.value ?? ''), terme);
    if (!modal) saisir(lu.reste);
    recevoir({ terme: lu.terme, quantite: lu.quantite, exact: true });
    if (!modal) champ.current?.focus();
  });
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
    } else if (commande === 'comptant') paiement.demander(['COMPTANT']);
    else if (commande === 'carte') paiement.demander(['CARTE']);
    else if (commande === 'partager') paiement.demander(['CARTE', 'COMPTANT']);
    else if (vide || active === null) return;
    else if (commande === 'plus') surPas(active, 1);
    else if (commande === 'moins') surPas(active, -1);
    else if (commande === 'retirer') surQuantite(active, 0);
    else {
      toucher();
      vider();
    }
  };
  useClavier(champ, !modal, surCommande);

  // Whatever was clicked, the next product goes into the search field.
  const rendreLeChamp = (evenement: MouseEvent) => {
    const cible = evenement.target as Element;
    if (!modal && !cible.closest('input, select, a, dialog')) champ.current?.focus();
  };

  const avis = (
    <RefusBalayages
      refuses={actions.refuses}
      surReessayer={balayages.reessayer}
      surPrix={balayages.accepterPrix}
      surAbandon={balayages.abandonner}
      surNouveauPanier={actions.recommencer}
      surRenouvellement={() => {
        toucher();
        actions.renouvelerPanier();
      }}
    />
  );

  return (
    <div className={styles.caisse} onClick={rendreLeChamp}>
      <h1 className="hors-ecran">{t('caisse.onglet')}</h1>
      <BandeauSession session={session} simule={simule} surAide={() => montrerAide(true)} />
      <div className={styles.gauche}>
        <RechercheProduits
          magasinId={magasinId}
          champ={champ}
          saisie={saisie}
          surSaisie={saisir}
          surAjout={(produit, quantite) =>
            recevoir({ terme: produit.nom, quantite, exact: true, produit })
          }
          surTerme={(terme, quantite, exact) => recevoir({ terme, quantite, exact })}
        />
      </div>
      <Ticket
        panier={panier}
        vide={vide}
        active={active}
        refus={refus}
        avis={avis}
        surTouche={toucher}
        surChangerEmploye={() => relever(true)}
        surQuantite={surQuantite}
        surPas={surPas}
        surCommande={surCommande}
      />
      <DialoguesPaiement parcours={paiement} panier={panier} avis={avis} simule={simule} />
      {releve && <ChangerEmploye magasinId={magasinId} surFermeture={() => relever(false)} />}
      {aide && <AideClavier surFermeture={() => montrerAide(false)} />}
    </div>
  );
}
