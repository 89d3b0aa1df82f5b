import { useQuery } from '@apollo/client/react';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useRetarde } from '../../shared/ui/use-retarde.ts';

const RECHERCHER = graphql(/* GraphQL */ `
  query RechercherProduits($magasinId: ID!, $recherche: String) {
    produits(recherche: $recherche, first: 20) {
      totalCount
      edges {
        cursor
        node {
          id
          nom
          prix
          codeBarres
          ...ResultatRecherche
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Short enough to feel immediate, long enough that a scanner's thirteen digits are one request. */
const PAUSE_MS = 120;

/**
 * The products of a term, as it is typed. `frais` is false while the list is still that of an earlier
 * term: it may be shown, but Enter must not choose from it.
 */
export function useRecherche(magasinId: string, terme: string) {
  const retarde = useRetarde(terme, PAUSE_MS);
  const { data, previousData, loading, error, refetch } = useQuery(RECHERCHER, {
    variables: { magasinId, recherche: retarde || null },
    fetchPolicy: 'cache-and-network',
  });
  const page = (data ?? previousData)?.produits;
  return {
    produits: page?.edges.map(({ node }) => node) ?? [],
    total: page?.totalCount ?? 0,
    frais: Boolean(data) && retarde === terme,
    enCours: loading,
    error,
    refetch,
  };
}
