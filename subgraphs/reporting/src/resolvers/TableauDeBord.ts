import { readFirst } from '@caisse/subgraph-kit';

import { completer, tableauDe } from '../domain/tableau-de-bord.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const TableauDeBord: CompleteResolvers['TableauDeBord'] = {
  __resolveReference: ({ id }, { aujourdhui }) => tableauDe(id, aujourdhui),
  chiffreAffaires: ({ periode }, _args, { rapports }) => rapports.parMagasin(periode),
  tendanceHebdomadaire: async ({ periode, jours }, _args, { rapports }) =>
    completer(jours, await rapports.parJour(periode)),
  meilleursProduits: ({ periode }, { first }, { rapports }) =>
    rapports.parProduit(periode, { first: readFirst(first, 5), vendusSeulement: true }),
};
