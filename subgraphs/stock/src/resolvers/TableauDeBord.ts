import { readFirst } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { Context } from '../context.ts';
import type { Alerte, Niveau } from '../domain/niveau.ts';
import { RESEAU } from '../domain/references.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';
import { lireTableauDeBord } from '../use-cases/lire-tableau-de-bord.ts';

export const TableauDeBord: CompleteResolvers['TableauDeBord'] = {
  __resolveReference: (reference, context) => lireTableauDeBord(context, reference),
  ruptures: ({ id }, { first }, { stocks }) => enAlerte(stocks, 'RUPTURE', id, first),
  surstocks: ({ id }, { first }, { stocks }) => enAlerte(stocks, 'SURSTOCK', id, first),
};

function enAlerte(
  stocks: Context['stocks'],
  alerte: Alerte,
  id: string,
  first: number | null,
): Promise<Niveau[]> {
  return stocks.enAlerte(alerte, id === RESEAU ? null : enCle(id), readFirst(first, 100));
}
