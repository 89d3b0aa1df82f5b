import type { ApolloCache, ApolloClient } from '@apollo/client';
import { graphql } from '../../shared/api/generated/gql.ts';

const QUANTITES = graphql(/* GraphQL */ `
  fragment QuantitesPanier on Panier {
    id
    lignes {
      produit {
        id
      }
      quantite
    }
  }
`);

const ETAT = graphql(/* GraphQL */ `
  query EtatPanier($id: ID!) {
    panier(id: $id) {
      id
      ...TicketPanier
      lignes {
        produit {
          id
        }
        quantite
      }
    }
  }
`);

type Ligne = { produit: { id: string }; quantite: number };
const quantiteDe = (lignes: readonly Ligne[], produitId: string) =>
  lignes.find(({ produit }) => produit.id === produitId)?.quantite ?? 0;

/** Quantity of a product in a cart as this browser last saw it; null for a cart never seen. */
export function quantiteConnue(cache: ApolloCache, panierId: string, produitId: string) {
  const id = cache.identify({ __typename: 'Panier', id: panierId });
  const panier = cache.readFragment({ id, fragment: QUANTITES });
  return panier ? quantiteDe(panier.lignes, produitId) : null;
}

/** The same, asked of the server; the cart on screen follows. Throws when no answer comes. */
export async function quantiteAuServeur(client: ApolloClient, panierId: string, produitId: string) {
  const { data } = await client.query({
    query: ETAT,
    variables: { id: panierId },
    fetchPolicy: 'network-only',
  });
  return data?.panier ? quantiteDe(data.panier.lignes, produitId) : null;
}
