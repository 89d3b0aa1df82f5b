import type { MutationResolvers } from '../../generated/graphql.ts';
import { modifierLignePanier as modifier } from '../../use-cases/modifier-ligne-panier.ts';

export const modifierLignePanier: NonNullable<MutationResolvers['modifierLignePanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await modifier(context, input);
  return resultat.__typename === 'Panier' ? { __typename: 'Panier', ...resultat.panier } : resultat;
};
