import type { MutationResolvers } from '../../generated/graphql.ts';
import { seDeconnecter as deconnecter } from '../../use-cases/se-deconnecter.ts';
import { oublierRenouvellement } from '../renouvellement.ts';

export const seDeconnecter: NonNullable<MutationResolvers['seDeconnecter']> = async (
  _parent,
  _args,
  context,
) => {
  const fermee = await deconnecter(context);
  oublierRenouvellement(context);
  return fermee;
};
