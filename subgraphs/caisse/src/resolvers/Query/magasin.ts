import { enCle } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const magasin: NonNullable<QueryResolvers['magasin']> = (_parent, { id }, { loaders }) => {
  const cle = enCle(id);
  return cle === null ? null : loaders.magasin.load(cle);
};
