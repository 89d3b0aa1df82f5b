import { readFirst } from '@caisse/subgraph-kit';

import { panierMoyen } from '../domain/rapport.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const RapportVentes: CompleteResolvers['RapportVentes'] = {
  total: async ({ sommaire }) => (await sommaire()).total,
  tps: async ({ sommaire }) => (await sommaire()).tps,
  tvq: async ({ sommaire }) => (await sommaire()).tvq,
  nombreVentes: async ({ sommaire }) => (await sommaire()).nombreVentes,
  panierMoyen: async ({ sommaire }) => panierMoyen(await sommaire()),
  parMagasin: ({ periode }, _args, { rapports }) => rapports.parMagasin(periode),
  parProduit: ({ periode }, { first }, { rapports }) =>
    rapports.parProduit(periode, { first: readFirst(first) }),
  parJour: ({ periode }, _args, { rapports }) => rapports.parJour(periode),
  parHeure: ({ periode }, _args, { rapports }) => rapports.parHeure(periode),
};
