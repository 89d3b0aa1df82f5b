import type { MutationResolvers } from '../../generated/graphql.ts';
import { reserverStock as reserver } from '../../use-cases/reserver-stock.ts';

export const reserverStock: MutationResolvers['reserverStock'] = async (
  _parent,
  { input },
  context,
) => {
  return reserver(context, input);
};
