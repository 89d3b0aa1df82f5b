import type { CompleteResolvers } from '../generated/graphql.ts';

export const LigneTransfert: CompleteResolvers['LigneTransfert'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
