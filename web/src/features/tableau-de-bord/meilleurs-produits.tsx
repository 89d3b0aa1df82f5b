import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Barres } from './barres.tsx';
import { Carte } from './carte.tsx';

const MEILLEURS = graphql(/* GraphQL */ `
  fragment MeilleursProduits on TableauDeBord {
    id
    meilleursProduits(first: 5) {
      produit {
        id
        nom
      }
      quantite
      total
    }
  }
`);

export function MeilleursProduits({ tableau }: { tableau: FragmentType<typeof MEILLEURS> }) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const barres = lireFragment(MEILLEURS, tableau).meilleursProduits.map((ligne) => ({
    titre: ligne.produit.nom,
    total: ligne.total,
    details: [argent(ligne.total), t('tableau.nbVendus', { count: ligne.quantite })],
  }));
  return (
    <Carte titre={t('tableau.meilleurs')}>
      <Barres
        titre={t('tableau.meilleurs')}
        entetes={[t('produits.produit'), t('taxes.total'), t('ventes.quantite')]}
        barres={barres}
        ton="var(--sapin)"
      />
    </Carte>
  );
}
