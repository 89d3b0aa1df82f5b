import type { MutationResolvers } from '../../generated/graphql.ts';
import { reinitialiserMotDePasse as reinitialiser } from '../../use-cases/reinitialiser-mot-de-passe.ts';
import { employeOuEchec } from '../employe-ou-echec.ts';

export const reinitialiserMotDePasse: NonNullable<
  MutationResolvers['reinitialiserMotDePasse']
> = async (_parent, { input }, context) => employeOuEchec(await reinitialiser(context, input));
