import { requireStore } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Magasin: CompleteResolvers['Magasin'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enCle(id);
    return cle === null ? null : loaders.magasin.load(cle);
  },
  id: ({ id }) => String(id),
  caisses: ({ id }, _args, { loaders }) => loaders.caissesDuMagasin.load(id),
  equipe: ({ id }, _args, { loaders, identity }) => {
    requireStore(identity, id);
    return loaders.equipe.load(id);
  },
};
