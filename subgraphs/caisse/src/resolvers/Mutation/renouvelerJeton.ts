import type { MutationResolvers } from '../../generated/graphql.ts';
import { renouvelerJeton as renouveler } from '../../use-cases/renouveler-jeton.ts';
import { reconnaitre } from '../reconnaitre.ts';
import { oublierRenouvellement } from '../renouvellement.ts';

export const renouvelerJeton: NonNullable<MutationResolvers['renouvelerJeton']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await context.mesures.compterEssai('jeton', renouveler(context, input));
  if (resultat.__typename === 'ConnexionFermee') oublierRenouvellement(context);
  return reconnaitre(context, resultat);
};
