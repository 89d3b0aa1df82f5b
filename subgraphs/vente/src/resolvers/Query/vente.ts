import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const vente: NonNullable<QueryResolvers['vente']> = (_parent, { id }, { loaders }) => {
  const cle = enUuid(id);
  return cle === null ? null : loaders.vente.load(cle);
};
