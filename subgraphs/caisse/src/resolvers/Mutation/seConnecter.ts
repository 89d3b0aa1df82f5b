import type { MutationResolvers } from '../../generated/graphql.ts';
import { seConnecter as connecter } from '../../use-cases/se-connecter.ts';
import { reconnaitre } from '../reconnaitre.ts';

export const seConnecter: NonNullable<MutationResolvers['seConnecter']> = async (
  _parent,
  { input },
  context,
) =>
  reconnaitre(
    context,
    await context.mesures.compterEssai('mot_de_passe', connecter(context, input)),
  );
