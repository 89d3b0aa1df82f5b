import type { ApolloClient } from '@apollo/client';
import { normaliserCode } from '@caisse/subgraph-kit/codes';
import { graphql } from '../../shared/api/generated/gql.ts';
import type { ProduitAjoute } from './balayages.ts';

const RESOUDRE = graphql(/* GraphQL */ `
  query ProduitDuCode($recherche: String) {
    produits(recherche: $recherche, first: 20) {
      nodes {
        id
        nom
        prix
        codeBarres
      }
    }
  }
`);

/** The product of a code, to the letter; of a name, the first that is found. Throws when there is no answer. */
export async function resoudre(
  client: ApolloClient,
  terme: string,
  exact: boolean,
): Promise<ProduitAjoute | null> {
  const { data } = await client.query({
    query: RESOUDRE,
    variables: { recherche: terme },
    // The price must be today's.
    fetchPolicy: 'no-cache',
  });
  const produits = data?.produits.nodes ?? [];
  const code = normaliserCode(terme);
  const trouve = produits.find(
    ({ codeBarres }) => codeBarres && normaliserCode(codeBarres) === code,
  );
  return trouve ?? (exact ? null : (produits[0] ?? null));
}
