import type { CompleteResolvers } from '../generated/graphql.ts';

export const LigneVente: CompleteResolvers['LigneVente'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
