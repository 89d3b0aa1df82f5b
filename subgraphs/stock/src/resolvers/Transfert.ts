import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Transfert: CompleteResolvers['Transfert'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enUuid(id);
    return cle === null ? null : loaders.transfert.load(cle);
  },
  source: ({ sourceId }) => ({ id: String(sourceId) }),
  destination: ({ destinationId }) => ({ id: String(destinationId) }),
};
