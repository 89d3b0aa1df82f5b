import type { MutationResolvers } from '../../generated/graphql.ts';
import { renouvelerPanier as renouveler } from '../../use-cases/renouveler-panier.ts';

export const renouvelerPanier: NonNullable<MutationResolvers['renouvelerPanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await renouveler(context, input);
  if (resultat.__typename !== 'PanierRenouvele') return resultat;
  const { panier } = resultat;
  return { __typename: 'PanierRenouvele', panier, changements: panier.changements ?? [] };
};
