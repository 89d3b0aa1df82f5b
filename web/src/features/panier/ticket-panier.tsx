import { ShoppingBasket } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { LigneTicket } from './ligne-ticket.tsx';
import styles from './panier.module.css';
import { Totaux } from './totaux.tsx';

const TICKET = graphql(/* GraphQL */ `
  fragment TicketPanier on Panier {
    id
    statut
    lignes {
      produit {
        id
      }
      ...LigneTicket
    }
    totaux {
      ...TotauxTicket
    }
  }
`);

type Props = {
  panier: FragmentType<typeof TICKET> | null;
  actif: string | null;
  /** What can still be sold of the products that made a sale fail, by product. */
  ruptures: ReadonlyMap<string, number>;
  surActif: (produitId: string) => void;
  surQuantite: (produitId: string, quantite: number) => void;
  surPas: (produitId: string, pas: number) => void;
};

/** The cart, laid out like the receipt it will become. */
export function TicketPanier({ panier, actif, ruptures, ...actions }: Props) {
  const { t } = useTranslation();
  const ticket = panier && lireFragment(TICKET, panier);
  const liste = useRef<HTMLUListElement>(null);
  const lignes = ticket?.lignes ?? [];

  useEffect(() => {
    liste.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [actif, lignes.length]);

  return (
    <>
      {lignes.length === 0 ? (
        <div className={styles.vide}>
          <ShoppingBasket aria-hidden size={44} strokeWidth={1.4} />
          <p>{t('panier.vide')}</p>
          <p className={styles.conseil}>{t('panier.conseil')}</p>
        </div>
      ) : (
        <ul ref={liste} className={styles.lignes} aria-label={t('panier.lignes')}>
          {lignes.map((ligne) => (
            <LigneTicket
              key={ligne.produit.id}
              ligne={ligne}
              active={ligne.produit.id === actif}
              disponible={ruptures.get(ligne.produit.id)}
              {...actions}
            />
          ))}
        </ul>
      )}
      <Totaux totaux={ticket?.totaux ?? null} />
    </>
  );
}
