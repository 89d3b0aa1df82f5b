import type { RuptureResolvers } from '../generated/graphql.ts';

export const Rupture: RuptureResolvers = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
