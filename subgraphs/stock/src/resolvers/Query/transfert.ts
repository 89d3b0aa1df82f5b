import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const transfert: QueryResolvers['transfert'] = (_parent, { id }, { loaders }) => {
  const cle = enUuid(id);
  return cle === null ? null : loaders.transfert.load(cle);
};
