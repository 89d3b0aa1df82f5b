import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const sessionCaisse: NonNullable<QueryResolvers['sessionCaisse']> = (
  _parent,
  { id },
  { loaders },
) => {
  const cle = enUuid(id);
  return cle === null ? null : loaders.session.load(cle);
};
