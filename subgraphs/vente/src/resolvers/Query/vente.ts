import type { QueryResolvers } from '../../generated/graphql.ts';
import { lireVente } from '../../use-cases/lire-vente.ts';

export const vente: NonNullable<QueryResolvers['vente']> = (_parent, { id }, context) =>
  lireVente(context, id);
