import { tableauDe } from '../../domain/tableau-de-bord.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';
import { lieuInconnu } from '../../use-cases/lire-filtre.ts';

export const tableauDeBord: NonNullable<QueryResolvers['tableauDeBord']> = (
  _parent,
  { magasinId },
  { aujourdhui },
) => {
  const tableau = tableauDe(magasinId, aujourdhui);
  if (!tableau) throw lieuInconnu(magasinId ?? '');
  return tableau;
};
