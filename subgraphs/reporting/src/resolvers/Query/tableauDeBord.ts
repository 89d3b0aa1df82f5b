import type { QueryResolvers } from '../../generated/graphql.ts';
import { lieuInconnu } from '../../use-cases/lire-filtre.ts';
import { ouvrirTableau } from '../../use-cases/ouvrir-tableau.ts';

export const tableauDeBord: NonNullable<QueryResolvers['tableauDeBord']> = (
  _parent,
  { magasinId },
  context,
) => {
  const tableau = ouvrirTableau(context, magasinId);
  if (!tableau) throw lieuInconnu(magasinId ?? '');
  return tableau;
};
