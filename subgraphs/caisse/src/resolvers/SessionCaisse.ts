import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';
import { exiger } from './exiger.ts';

export const SessionCaisse: CompleteResolvers['SessionCaisse'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enUuid(id);
    return cle === null ? null : loaders.session.load(cle);
  },
  ouvertePar: ({ ouvertePar }, _args, { loaders }) =>
    ouvertePar === null ? null : loaders.employe.load(ouvertePar),
  caisse: async ({ caisseId }, _args, { loaders }) =>
    exiger(await loaders.caisse.load(caisseId), 'caisse'),
};
