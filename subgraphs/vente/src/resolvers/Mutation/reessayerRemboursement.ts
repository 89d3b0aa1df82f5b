import type { MutationResolvers } from '../../generated/graphql.ts';
import { reessayerRemboursement as reessayer } from '../../use-cases/regler-remboursement.ts';

export const reessayerRemboursement: NonNullable<MutationResolvers['reessayerRemboursement']> = (
  _parent,
  { input },
  context,
) => reessayer(context, input);
