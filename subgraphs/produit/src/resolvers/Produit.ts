import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Produit: CompleteResolvers['Produit'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enCle(id);
    return cle === null ? null : loaders.produit(cle);
  },
  id: ({ id }) => String(id),
  statutTps: ({ id }, { date }, { loaders, aujourdhui }) =>
    loaders.statut('TPS', id, date ?? aujourdhui),
  statutTvq: ({ id }, { date }, { loaders, aujourdhui }) =>
    loaders.statut('TVQ', id, date ?? aujourdhui),
};
