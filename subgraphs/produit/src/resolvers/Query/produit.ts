import { enCle } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const produit: NonNullable<QueryResolvers['produit']> = (_parent, { id }, { loaders }) => {
  const cle = enCle(id);
  return cle === null ? null : loaders.produit(cle);
};
