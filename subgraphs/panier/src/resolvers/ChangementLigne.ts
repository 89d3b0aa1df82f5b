import type { CompleteResolvers } from '../generated/graphql.ts';

export const ChangementLigne: CompleteResolvers['ChangementLigne'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
