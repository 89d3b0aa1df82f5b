import { requireService } from '@caisse/subgraph-kit';

import type { MutationResolvers } from '../../generated/graphql.ts';
import { annulerReservation as annuler } from '../../use-cases/annuler-reservation.ts';

export const annulerReservation: MutationResolvers['annulerReservation'] = async (
  _parent,
  { input },
  context,
) => {
  requireService(context);
  return annuler(context, input);
};
