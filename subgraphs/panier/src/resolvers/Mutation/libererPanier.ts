import type { MutationResolvers } from '../../generated/graphql.ts';
import { libererPanier as liberer } from '../../use-cases/liberer-panier.ts';

export const libererPanier: NonNullable<MutationResolvers['libererPanier']> = async (
  _parent,
  { input },
  context,
) => {
  return { libere: await liberer(context, input) };
};
