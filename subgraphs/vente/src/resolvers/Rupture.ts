import type { CompleteResolvers } from '../generated/graphql.ts';

export const Rupture: CompleteResolvers['Rupture'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
