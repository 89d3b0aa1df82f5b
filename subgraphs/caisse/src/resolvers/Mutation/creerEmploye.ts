import type { MutationResolvers } from '../../generated/graphql.ts';
import { creerEmploye as creer } from '../../use-cases/creer-employe.ts';
import { employeOuEchec } from '../employe-ou-echec.ts';

export const creerEmploye: NonNullable<MutationResolvers['creerEmploye']> = async (
  _parent,
  { input },
  context,
) => employeOuEchec(await creer(context, input));
