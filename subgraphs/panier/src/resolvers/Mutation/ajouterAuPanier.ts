import type { MutationResolvers } from '../../generated/graphql.ts';
import { ajouterAuPanier as ajouter } from '../../use-cases/ajouter-au-panier.ts';

export const ajouterAuPanier: NonNullable<MutationResolvers['ajouterAuPanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await ajouter(context, input);
  return resultat.__typename === 'Panier' ? { __typename: 'Panier', ...resultat.panier } : resultat;
};
