import type { LigneVenteResolvers } from '../generated/graphql.ts';

export const LigneVente: LigneVenteResolvers = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
};
