import type { CompleteResolvers } from '../generated/graphql.ts';

export const ExcesRetour: CompleteResolvers['ExcesRetour'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
