import { Minus, Plus, Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './panier.module.css';
import { lireQuantite } from './quantite-saisie.ts';

const LIGNE = graphql(/* GraphQL */ `
  fragment LigneTicket on LignePanier {
    produit {
      id
    }
    nomProduit
    quantite
    prixUnitaire
    sousTotal
  }
`);

type Props = {
  ligne: FragmentType<typeof LIGNE>;
  active: boolean;
  disponible?: number;
  surActif: (produitId: string) => void;
  surQuantite: (produitId: string, quantite: number) => void;
  surPas: (produitId: string, pas: number) => void;
};

export function LigneTicket({ ligne, active, disponible, ...actions }: Props) {
  const { surActif, surQuantite, surPas } = actions;
  const { t } = useTranslation();
  const { argent } = useFormat();
  const {
    produit,
    nomProduit: nom,
    quantite,
    prixUnitaire,
    sousTotal,
  } = lireFragment(LIGNE, ligne);
  // What is being typed, until Enter or leaving the field sends it; null shows the cart's own quantity.
  const [saisie, saisir] = useState<string | null>(null);

  const confirmer = () => {
    const voulue = saisie === null ? null : lireQuantite(saisie);
    saisir(null);
    if (voulue !== null && voulue !== quantite) surQuantite(produit.id, voulue);
  };
  const touche = (evenement: KeyboardEvent<HTMLInputElement>) => {
    if (evenement.key === 'Escape') saisir(null);
    else if (evenement.key === 'Enter') confirmer();
  };

  return (
    <li
      className={styles.ligne}
      data-active={active}
      aria-current={active || undefined}
      onClick={() => surActif(produit.id)}
    >
      <strong>{nom}</strong>
      <span className={styles.sousTotal}>{argent(sousTotal)}</span>
      <span className={styles.unitaire}>
        {t('panier.unitaire', { prix: argent(prixUnitaire) })}
      </span>
      <div className={styles.quantite}>
        <button
          type="button"
          aria-label={t('panier.diminuer', { nom })}
          onClick={() => surPas(produit.id, -1)}
        >
          <Minus aria-hidden size={18} />
        </button>
        <input
          aria-label={t('panier.quantite', { nom })}
          inputMode="numeric"
          autoComplete="off"
          data-vierge={saisie === null || undefined}
          value={saisie ?? String(quantite)}
          onFocus={(evenement) => evenement.target.select()}
          onChange={(evenement) => saisir(evenement.target.value)}
          onBlur={confirmer}
          onKeyDown={touche}
        />
        <button
          type="button"
          aria-label={t('panier.augmenter', { nom })}
          onClick={() => surPas(produit.id, 1)}
        >
          <Plus aria-hidden size={18} />
        </button>
        <button
          type="button"
          className={styles.retirer}
          aria-label={t('panier.retirer', { nom })}
          onClick={() => surQuantite(produit.id, 0)}
        >
          <Trash2 aria-hidden size={18} />
        </button>
      </div>
      {disponible !== undefined && (
        <p className={styles.rupture} role="alert">
          {t('panier.rupture', { nom, count: disponible })}
        </p>
      )}
    </li>
  );
}
