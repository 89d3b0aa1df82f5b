import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './produits.module.css';

const LIGNE = graphql(/* GraphQL */ `
  fragment LigneProduit on Produit {
    id
    nom
    description
    prix
    codeBarres
    actif
    statutTps
    statutTvq
    categorie {
      id
      nom
    }
  }
`);

type Props = { produit: FragmentType<typeof LIGNE>; surModifier: () => void };

export function LigneProduit({ produit, surModifier }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { id, nom, description, prix, codeBarres, actif, statutTps, statutTvq, categorie } =
    lireFragment(LIGNE, produit);
  const taxes = [statutTps === 'TAXABLE' && 'TPS', statutTvq === 'TAXABLE' && 'TVQ'].filter(
    Boolean,
  );
  return (
    <tr>
      <th scope="row">
        {nom}
        {!actif && <span className={styles.retire}>{t('produits.retire')}</span>}
        <span className={tableau.note}>{description || categorie?.nom}</span>
      </th>
      <td>
        <span className={styles.code}>{codeBarres ?? '—'}</span>
        <span className={tableau.note}>{t('produits.numero', { id })}</span>
      </td>
      <td>{taxes.length > 0 ? taxes.join(' + ') : t('produits.detaxe')}</td>
      <td className={tableau.nombre}>{argent(prix)}</td>
      <td className={tableau.nombre}>
        <Bouton onClick={surModifier} aria-label={t('produits.modifierNom', { nom })}>
          <Pencil aria-hidden size={18} />
          {t('produits.modifier')}
        </Bouton>
      </td>
    </tr>
  );
}
