import type { MutationResolvers } from '../../generated/graphql.ts';
import { creerPanier as creer } from '../../use-cases/creer-panier.ts';

export const creerPanier: NonNullable<MutationResolvers['creerPanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await creer(context, input);
  return resultat.__typename === 'Panier' ? { __typename: 'Panier', ...resultat.panier } : resultat;
};
