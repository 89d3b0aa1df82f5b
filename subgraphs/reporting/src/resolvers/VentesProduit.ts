import type { CompleteResolvers } from '../generated/graphql.ts';

export const VentesProduit: CompleteResolvers['VentesProduit'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
