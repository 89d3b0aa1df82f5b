import type { MutationResolvers } from '../../generated/graphql.ts';
import { renouvelerJeton as renouveler } from '../../use-cases/renouveler-jeton.ts';
import { reconnaitre } from '../reconnaitre.ts';

export const renouvelerJeton: NonNullable<MutationResolvers['renouvelerJeton']> = async (
  _parent,
  { input },
  context,
) => reconnaitre(context, await context.mesures.compterEssai('jeton', renouveler(context, input)));
