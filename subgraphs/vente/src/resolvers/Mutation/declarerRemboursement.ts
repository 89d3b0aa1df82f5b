import type { MutationResolvers } from '../../generated/graphql.ts';
import { declarerRemboursement as declarer } from '../../use-cases/declarer-remboursement.ts';

export const declarerRemboursement: NonNullable<MutationResolvers['declarerRemboursement']> = (
  _parent,
  { input },
  context,
) => declarer(context, input);
