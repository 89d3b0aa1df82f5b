import type { MutationResolvers } from '../../generated/graphql.ts';
import { definirNip as definir } from '../../use-cases/definir-nip.ts';
import { employeOuEchec } from '../employe-ou-echec.ts';

export const definirNip: NonNullable<MutationResolvers['definirNip']> = async (
  _parent,
  { input },
  context,
) => employeOuEchec(await context.mesures.compterEssai('confirmation', definir(context, input)));
