import type { MutationResolvers } from '../../generated/graphql.ts';
import { changerEmploye as changer } from '../../use-cases/changer-employe.ts';
import { reconnaitre } from '../reconnaitre.ts';

export const changerEmploye: NonNullable<MutationResolvers['changerEmploye']> = async (
  _parent,
  { input },
  context,
) => reconnaitre(context, await context.mesures.compterEssai('nip', changer(context, input)));
