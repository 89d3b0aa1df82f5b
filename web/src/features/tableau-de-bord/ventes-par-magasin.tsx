import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Barres } from './barres.tsx';
import { Carte } from './carte.tsx';

const PAR_MAGASIN = graphql(/* GraphQL */ `
  fragment VentesParMagasin on TableauDeBord {
    id
    chiffreAffaires {
      magasin {
        id
        nom
      }
      total
      nombreVentes
    }
  }
`);

export function VentesParMagasin({ tableau }: { tableau: FragmentType<typeof PAR_MAGASIN> }) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const barres = lireFragment(PAR_MAGASIN, tableau).chiffreAffaires.map((ligne) => ({
    titre: ligne.magasin.nom,
    total: ligne.total,
    details: [argent(ligne.total), t('tableau.nbVentes', { count: ligne.nombreVentes })],
  }));
  return (
    <Carte titre={t('tableau.parMagasin')}>
      <Barres
        titre={t('tableau.parMagasin')}
        entetes={[t('accueil.magasin'), t('taxes.total'), t('nav.ventes')]}
        barres={barres}
        ton="var(--bleuet)"
      />
    </Carte>
  );
}
