import { enCle } from '@caisse/subgraph-kit/domaine';

import type { ProduitResolvers } from '../generated/graphql.ts';

export const Produit: ProduitResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enCle(id);
    return cle === null ? null : loaders.produit.load(cle);
  },
  id: ({ id }) => String(id),
  statutTps: ({ id }, { date }, { loaders, aujourdhui }) =>
    loaders.statut('TPS', id, date ?? aujourdhui),
  statutTvq: ({ id }, { date }, { loaders, aujourdhui }) =>
    loaders.statut('TVQ', id, date ?? aujourdhui),
};
