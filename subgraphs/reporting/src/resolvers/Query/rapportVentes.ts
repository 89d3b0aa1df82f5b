import type { QueryResolvers } from '../../generated/graphql.ts';
import { ouvrirRapport } from '../../use-cases/ouvrir-rapport.ts';

export const rapportVentes: NonNullable<QueryResolvers['rapportVentes']> = (
  _parent,
  { filtre },
  context,
) => ouvrirRapport(context, filtre);
