import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BoutonEmploye } from '../features/equipe/bouton-employe.tsx';
import { BoutonsPaiement } from '../features/paiement/boutons-paiement.tsx';
import type { RefusCheckout } from '../features/paiement/use-encaissement.ts';
import { ChangementsPanier } from '../features/panier/changements-panier.tsx';
import { EchecDuPanier } from '../features/panier/echec-panier.tsx';
import { PanierVide } from '../features/panier/panier-vide.tsx';
import { TicketPanier } from '../features/panier/ticket-panier.tsx';
import { useCaisseOuverte } from './caisse-ouverte.tsx';
import styles from './caisse.module.css';
import type { CommandeCaisse } from './clavier.ts';
import { RefusVente } from './refus-vente.tsx';

type Props = {
  panier: Parameters<typeof TicketPanier>[0]['panier'];
  vide: boolean;
  active: string | null;
  /** Why the sale was refused, until the cart is touched. */
  refus: RefusCheckout | null;
  /** What stands above the cart: products that are not in it. */
  avis: ReactNode;
  surTouche: () => void;
  surChangerEmploye: () => void;
  surQuantite: (produitId: string, quantite: number) => void;
  surPas: (produitId: string, pas: number) => void;
  surCommande: (commande: CommandeCaisse) => void;
};

/** The right side of the till: who keeps it, what is in the cart and what is not, the ways to pay. */
export function Ticket({ panier, vide, active, refus, avis, ...suites }: Props) {
  const { t } = useTranslation();
  const { panier: actions } = useCaisseOuverte();
  const nouveauPanier = () => {
    suites.surTouche();
    actions.recommencer();
  };
  const renouveler = () => {
    suites.surTouche();
    actions.renouvelerPanier();
  };
  const ruptures = refus?.__typename === 'StockInsuffisant' ? refus.ruptures : [];
  return (
    <section className={styles.ticket} aria-labelledby="titre-panier">
      <header className={styles.titre}>
        <h2 id="titre-panier">{t('panier.section')}</h2>
        <BoutonEmploye surChanger={suites.surChangerEmploye} />
      </header>
      {avis}
      {actions.changements && (
        <ChangementsPanier
          changements={actions.changements}
          surLecture={actions.oublierChangements}
        />
      )}
      {actions.peutReprendreVide && (
        <PanierVide surReprise={actions.reprendreVide} surOubli={actions.oublierVide} />
      )}
      {actions.echec && (
        <div className={styles.echec}>
          <EchecDuPanier
            echec={actions.echec}
            surNouveauPanier={actions.recommencer}
            surRenouvellement={actions.renouvelerPanier}
          />
        </div>
      )}
      {refus && (
        <div className={styles.echec}>
          <RefusVente
            refus={refus}
            surNouveauPanier={nouveauPanier}
            surRenouvellement={renouveler}
          />
        </div>
      )}
      <TicketPanier
        panier={panier}
        actif={active}
        ruptures={new Map(ruptures.map(({ produit, disponible }) => [produit.id, disponible]))}
        surActif={actions.activer}
        surQuantite={suites.surQuantite}
        surPas={suites.surPas}
      />
      <BoutonsPaiement vide={vide && actions.enRoute === 0} surCommande={suites.surCommande} />
    </section>
  );
}
