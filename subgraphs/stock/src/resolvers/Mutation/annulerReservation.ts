import type { MutationResolvers } from '../../generated/graphql.ts';
import { annulerReservation as annuler } from '../../use-cases/annuler-reservation.ts';

export const annulerReservation: MutationResolvers['annulerReservation'] = async (
  _parent,
  { input },
  context,
) => {
  return annuler(context, input);
};
