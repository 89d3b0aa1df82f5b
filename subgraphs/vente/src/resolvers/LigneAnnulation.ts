import type { CompleteResolvers } from '../generated/graphql.ts';

export const LigneAnnulation: CompleteResolvers['LigneAnnulation'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
