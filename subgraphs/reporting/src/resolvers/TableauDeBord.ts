import { readFirst } from '@caisse/subgraph-kit';

import { completer } from '../domain/tableau-de-bord.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';
import { ouvrirTableau } from '../use-cases/ouvrir-tableau.ts';

export const TableauDeBord: CompleteResolvers['TableauDeBord'] = {
  __resolveReference: ({ id }, context) => ouvrirTableau(context, id),
  chiffreAffaires: ({ periode }, _args, { rapports }) => rapports.parMagasin(periode),
  tendanceHebdomadaire: async ({ periode, jours }, _args, { rapports }) =>
    completer(jours, await rapports.parJour(periode)),
  meilleursProduits: ({ periode }, { first }, { rapports }) =>
    rapports.parProduit(periode, { first: readFirst(first, 5), vendusSeulement: true }),
};
