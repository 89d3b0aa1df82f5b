import type { LigneAnnulationResolvers } from '../generated/graphql.ts';

export const LigneAnnulation: LigneAnnulationResolvers = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
