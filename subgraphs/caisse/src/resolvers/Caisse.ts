import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';
import { exiger } from './exiger.ts';

export const Caisse: CompleteResolvers['Caisse'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enCle(id);
    return cle === null ? null : loaders.caisse.load(cle);
  },
  id: ({ id }) => String(id),
  magasin: async ({ magasinId }, _args, { loaders }) =>
    exiger(await loaders.magasin.load(magasinId), 'magasin'),
  sessionOuverte: ({ id }, _args, { loaders }) => loaders.sessionOuverte.load(id),
};
