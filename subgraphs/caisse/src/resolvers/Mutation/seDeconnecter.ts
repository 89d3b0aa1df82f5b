import type { MutationResolvers } from '../../generated/graphql.ts';
import { seDeconnecter as deconnecter } from '../../use-cases/se-deconnecter.ts';

export const seDeconnecter: NonNullable<MutationResolvers['seDeconnecter']> = (
  _parent,
  _args,
  context,
) => deconnecter(context);
