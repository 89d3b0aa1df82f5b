import type { MutationResolvers } from '../../generated/graphql.ts';
import { changerMotDePasse as changer } from '../../use-cases/changer-mot-de-passe.ts';
import { reconnaitre } from '../reconnaitre.ts';

export const changerMotDePasse: NonNullable<MutationResolvers['changerMotDePasse']> = async (
  _parent,
  { input },
  context,
) =>
  reconnaitre(context, await context.mesures.compterEssai('confirmation', changer(context, input)));
