import type { MutationResolvers } from '../../generated/graphql.ts';
import { retournerStock as retourner } from '../../use-cases/retourner-stock.ts';

export const retournerStock: MutationResolvers['retournerStock'] = async (
  _parent,
  { input },
  context,
) => {
  return retourner(context, input);
};
