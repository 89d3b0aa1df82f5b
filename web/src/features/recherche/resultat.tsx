import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { EtiquetteStock } from '../../shared/ui/etiquette-stock.tsx';
import styles from './recherche.module.css';

const RESULTAT = graphql(/* GraphQL */ `
  fragment ResultatRecherche on Produit {
    id
    nom
    description
    prix
    stock(magasinId: $magasinId) {
      id
      disponible
      seuil
    }
  }
`);

type Props = {
  id: string;
  produit: FragmentType<typeof RESULTAT>;
  choisi: boolean;
  surAjout: () => void;
};

/** A product found, as an option of the search field. */
export function Resultat({ id, produit, choisi, surAjout }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { nom, description, prix, stock } = lireFragment(RESULTAT, produit);
  return (
    <li
      id={id}
      role="option"
      aria-selected={choisi}
      aria-label={t('recherche.option', { nom, prix: argent(prix) })}
      className={styles.resultat}
      onClick={surAjout}
    >
      <strong>{nom}</strong>
      <span className={styles.prix}>{argent(prix)}</span>
      <span className={styles.description}>{description}</span>
      <EtiquetteStock disponible={stock?.disponible ?? null} seuil={stock?.seuil ?? 0} />
    </li>
  );
}
