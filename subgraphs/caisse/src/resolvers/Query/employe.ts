import { enCle } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const employe: NonNullable<QueryResolvers['employe']> = (_parent, { id }, { loaders }) => {
  const cle = enCle(id);
  return cle === null ? null : loaders.employe.load(cle);
};
