import type { ApolloCache } from '@apollo/client';
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

type Ligne = { produit: { id: string }; quantite: number };
const quantiteDe = (lignes: readonly Ligne[], produitId: string) =>
  lignes.find(({ produit }) => produit.id === produitId)?.quantite ?? 0;

/** Quantity of a product in a cart as this browser last saw it; null for a cart never seen. */
export function quantiteConnue(cache: ApolloCache, panierId: string, produitId: string) {
  const id = cache.identify({ __typename: 'Panier', id: panierId });
  const panier = cache.readFragment({ id, fragment: QUANTITES });
  return panier ? quantiteDe(panier.lignes, produitId) : null;
}
