import { estUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const vente: NonNullable<QueryResolvers['vente']> = (_parent, { id }, { loaders }) =>
  estUuid(id) ? loaders.vente.load(id.toLowerCase()) : null;
