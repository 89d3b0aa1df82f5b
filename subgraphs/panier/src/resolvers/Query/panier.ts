import type { QueryResolvers } from '../../generated/graphql.ts';
import { lirePanier } from '../../use-cases/lire-panier.ts';

export const panier: NonNullable<QueryResolvers['panier']> = (_parent, { id }, context) =>
  lirePanier(context, id);
