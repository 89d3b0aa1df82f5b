import { requireService } from '@caisse/subgraph-kit';

import type { MutationResolvers } from '../../generated/graphql.ts';
import { retournerStock as retourner } from '../../use-cases/retourner-stock.ts';

export const retournerStock: MutationResolvers['retournerStock'] = async (
  _parent,
  { input },
  context,
) => {
  requireService(context);
  return retourner(context, input);
};
