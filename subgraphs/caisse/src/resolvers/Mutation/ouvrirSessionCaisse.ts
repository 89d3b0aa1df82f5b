import type { MutationResolvers } from '../../generated/graphql.ts';
import { ouvrirSessionCaisse as ouvrir } from '../../use-cases/ouvrir-session-caisse.ts';

export const ouvrirSessionCaisse: NonNullable<MutationResolvers['ouvrirSessionCaisse']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await ouvrir(context, input);
  return resultat.__typename === 'SessionCaisse'
    ? { __typename: 'SessionCaisse', ...resultat.session }
    : resultat;
};
