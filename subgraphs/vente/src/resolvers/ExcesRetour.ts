import type { ExcesRetourResolvers } from '../generated/graphql.ts';

export const ExcesRetour: ExcesRetourResolvers = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
