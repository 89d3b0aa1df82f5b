import type { MutationResolvers } from '../../generated/graphql.ts';
import { modifierProduit as modifier } from '../../use-cases/modifier-produit.ts';

export const modifierProduit: NonNullable<MutationResolvers['modifierProduit']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await modifier(context, input);
  return resultat.__typename === 'Produit'
    ? { __typename: 'Produit', ...resultat.produit }
    : resultat;
};
