import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { graphql } from '../../shared/api/generated/gql.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import { useRetarde } from '../../shared/ui/use-retarde.ts';
import { Transfert } from './transfert.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageApprovisionnement($recherche: String, $after: String) {
    magasins {
      id
      nom
      type
    }
    produits(recherche: $recherche, first: 50, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...LigneApprovisionnement
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Supplies a store from the logistics centre, both stocks side by side. */
export function ApprovisionnementPage() {
  const { t } = useTranslation();
  const [parametres, changerParametres] = useSearchParams();
  const [saisie, saisir] = useState('');
  const recherche = useRetarde(saisie.trim(), 200);
  const { data, previousData, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: { recherche: recherche || null },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const page = data ?? previousData;
  if (!page) return <Attente erreur={error} reessayer={() => void refetch()} />;

  const magasins = page.magasins.filter(({ type }) => type === 'MAGASIN');
  const centre = page.magasins.find(({ type }) => type === 'CENTRE_LOGISTIQUE');
  const voulu = parametres.get('magasin');
  const magasin = magasins.find(({ id }) => id === voulu) ?? magasins[0];
  const { hasNextPage = false, endCursor } = data?.produits.pageInfo ?? {};

  return (
    <Page
      titre={t('approvisionnement.titre')}
      sousTitre={t('approvisionnement.sousTitre')}
      outils={
        <>
          <Choix
            libelle={t('approvisionnement.magasin')}
            value={magasin?.id}
            onChange={(evenement) => changerParametres({ magasin: evenement.target.value })}
          >
            {magasins.map(({ id, nom }) => (
              <option key={id} value={id}>
                {nom}
              </option>
            ))}
          </Choix>
          <Champ
            libelle={t('produits.recherche')}
            type="search"
            placeholder={t('recherche.invite')}
            value={saisie}
            onChange={(evenement) => saisir(evenement.target.value)}
          />
        </>
      }
    >
      {centre && magasin && (
        <Transfert
          key={magasin.id}
          centre={centre}
          magasin={magasin}
          produits={page.produits.edges.map(({ node }) => node)}
        />
      )}
      {hasNextPage && (
        <PiedDeListe
          affiches={page.produits.edges.length}
          total={page.produits.totalCount}
          surSuite={() => void fetchMore({ variables: { after: endCursor } })}
        />
      )}
    </Page>
  );
}
