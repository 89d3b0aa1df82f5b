import { idNiveau, lireIdNiveau } from '../domain/niveau.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Stock: CompleteResolvers['Stock'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = lireIdNiveau(id);
    return cle === null ? null : loaders.niveau(cle);
  },
  id: idNiveau,
  magasin: ({ magasinId }) => ({ id: String(magasinId) }),
  produit: ({ produitId }) => ({ id: String(produitId) }),
  quantite: ({ disponible, reserve }) => disponible + reserve,
};
