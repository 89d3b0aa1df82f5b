import type { MutationResolvers } from '../../generated/graphql.ts';
import { transfererStock as transferer } from '../../use-cases/transferer-stock.ts';

export const transfererStock: MutationResolvers['transfererStock'] = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await transferer(context, input);
  return resultat.__typename === 'Transfert'
    ? { __typename: 'Transfert', ...resultat.transfert }
    : resultat;
};
