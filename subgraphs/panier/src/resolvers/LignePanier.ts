import { sousTotalDe } from '../domain/totaux.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const LignePanier: CompleteResolvers['LignePanier'] = {
  produit: ({ produitId }) => ({ id: String(produitId) }),
  sousTotal: (ligne) => sousTotalDe(ligne),
};
