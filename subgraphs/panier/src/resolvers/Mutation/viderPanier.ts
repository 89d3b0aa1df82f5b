import type { MutationResolvers } from '../../generated/graphql.ts';
import { viderPanier as vider } from '../../use-cases/vider-panier.ts';

export const viderPanier: NonNullable<MutationResolvers['viderPanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await vider(context, input);
  return resultat.__typename === 'Panier' ? { __typename: 'Panier', ...resultat.panier } : resultat;
};
