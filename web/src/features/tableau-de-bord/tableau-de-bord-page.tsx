import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useMoi } from '../../shared/connexion/moi.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Chiffres } from './chiffres.tsx';
import { MeilleursProduits } from './meilleurs-produits.tsx';
import { NiveauxStock } from './niveaux-stock.tsx';
import styles from './tableau-de-bord.module.css';
import { Tendance } from './tendance.tsx';
import { VentesParMagasin } from './ventes-par-magasin.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageTableauDeBord($magasinId: ID) {
    magasins(type: MAGASIN) {
      id
      nom
    }
    tableauDeBord(magasinId: $magasinId) {
      id
      ...Chiffres
      ...Tendance
      ...VentesParMagasin
      ...MeilleursProduits
      ruptures(first: 50) {
        id
        ...NiveauStock
      }
      surstocks(first: 50) {
        id
        ...NiveauStock
      }
    }
  }
`);

/** How often the board reads itself again, for a screen left on a wall. */
const RELIRE_MS = 30_000;

/** What the maison mère looks at each morning, in one operation. */
export function TableauDeBordPage() {
  const { t } = useTranslation();
  const [parametres, changerParametres] = useSearchParams();
  const { magasin } = useMoi();
  const magasinId = magasin?.id ?? parametres.get('magasin');
  const { data, previousData, error, refetch } = useQuery(PAGE, {
    variables: { magasinId },
    fetchPolicy: 'cache-and-network',
    pollInterval: RELIRE_MS,
  });
  const page = data ?? previousData;
  if (!page) return <Attente erreur={error} reessayer={() => void refetch()} />;
  const { tableauDeBord, magasins } = page;

  return (
    <Page
      titre={t('tableau.titre')}
      sousTitre={magasin ? `${magasin.nom}. ${t('tableau.sousTitre')}` : t('tableau.sousTitre')}
      outils={
        !magasin && (
          <Choix
            libelle={t('tableau.portee')}
            value={magasinId ?? ''}
            onChange={({ target }) =>
              changerParametres(target.value ? { magasin: target.value } : {})
            }
          >
            <option value="">{t('tableau.reseau')}</option>
            {magasins.map(({ id, nom }) => (
              <option key={id} value={id}>
                {nom}
              </option>
            ))}
          </Choix>
        )
      }
    >
      <Chiffres tableau={tableauDeBord} />
      <div className={styles.grille}>
        <Tendance tableau={tableauDeBord} />
        <VentesParMagasin tableau={tableauDeBord} />
        <MeilleursProduits tableau={tableauDeBord} />
        <NiveauxStock
          titre={t('tableau.ruptures')}
          aucun={t('tableau.aucuneRupture')}
          niveaux={tableauDeBord.ruptures}
          sorte="ruptures"
        />
        <NiveauxStock
          titre={t('tableau.surstocks')}
          aucun={t('tableau.aucunSurstock')}
          niveaux={tableauDeBord.surstocks}
          sorte="surstocks"
        />
      </div>
    </Page>
  );
}
