import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const panier: NonNullable<QueryResolvers['panier']> = (_parent, { id }, { loaders }) => {
  const cle = enUuid(id);
  return cle === null ? null : loaders.panier.load(cle);
};
