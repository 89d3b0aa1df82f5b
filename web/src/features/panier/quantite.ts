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
      nomProduit
      prixUnitaire
    }
  }
`);

function panierConnu(cache: ApolloCache, panierId: string) {
  const id = cache.identify({ __typename: 'Panier', id: panierId });
  return cache.readFragment({ id, fragment: QUANTITES });
}

/** The lines of a cart as this browser last saw it. */
export const lignesConnues = (cache: ApolloCache, panierId: string) =>
  panierConnu(cache, panierId)?.lignes ?? [];

/** Quantity of a product in a cart as this browser last saw it; null for a cart never seen. */
export function quantiteConnue(cache: ApolloCache, panierId: string, produitId: string) {
  const panier = panierConnu(cache, panierId);
  if (!panier) return null;
  return panier.lignes.find(({ produit }) => produit.id === produitId)?.quantite ?? 0;
}
