import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Produit: CompleteResolvers['Produit'] = {
  __resolveReference: ({ id }) => ({ id }),
  stock: ({ id }, args, { loaders }) => {
    const produitId = enCle(id);
    const magasinId = enCle(args.magasinId);
    return produitId === null || magasinId === null
      ? null
      : loaders.niveau({ magasinId, produitId });
  },
  stocks: ({ id }, _args, { loaders }) => {
    const produitId = enCle(id);
    return produitId === null ? [] : loaders.niveauxDuProduit.load(produitId);
  },
};
