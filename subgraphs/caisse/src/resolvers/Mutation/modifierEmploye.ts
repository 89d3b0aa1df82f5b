import type { MutationResolvers } from '../../generated/graphql.ts';
import { modifierEmploye as modifier } from '../../use-cases/modifier-employe.ts';
import { employeOuEchec } from '../employe-ou-echec.ts';

export const modifierEmploye: NonNullable<MutationResolvers['modifierEmploye']> = async (
  _parent,
  { input },
  context,
) => employeOuEchec(await modifier(context, input));
