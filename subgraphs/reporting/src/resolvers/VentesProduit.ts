import type { VentesProduitResolvers } from '../generated/graphql.ts';

export const VentesProduit: VentesProduitResolvers = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
