import {
  createConsumer,
  createRetention,
  createSubgraph,
  decrireEvenement,
  jourDe,
  lecteurVentes,
  lireEvenement,
  openService,
  type Query,
  type RetentionSettings,
  type ServiceDependencies,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { caisseClient } from './clients/caisse-client.ts';
import { CONTRATS, type EvenementSuivi } from './clients/journal-ventes.ts';
import { produitClient } from './clients/produit-client.ts';
import type { Context } from './context.ts';
import { chargerBareme } from './data/bareme.ts';
import { gelRepository } from './data/gel-repository.ts';
import { journalRepository } from './data/journal-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { panierRepository } from './data/panier-repository.ts';
import { createPrisma } from './data/prisma.ts';
import { RETENTION } from './data/retention.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';
import { reprendreVentes, suivreVentes } from './use-cases/suivre-ventes.ts';

/** Settings of panier beside those of every service. */
export interface Reglages extends RetentionSettings {
  /** JSON file of the dated tax rates. */
  BAREME_TAXES?: string | undefined;
  /** Business day (YYYY-MM-DD) on which everything happens, in tests; otherwise the clocks say. */
  jour?: (() => string) | undefined;
}

/** Composes the subgraph panier from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  { BAREME_TAXES, jour, ...retention }: Reglages = {},
): Subgraph {
  const { logger, nudges } = dependencies;
  const bareme = chargerBareme(BAREME_TAXES);
  const { prisma, metrics, options, call } = openService('panier', dependencies, createPrisma);
  const query: Query = (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values);
  const paniers = panierRepository(prisma, jour);
  const gels = gelRepository(prisma);
  const journal = journalRepository(prisma);
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      paniers,
      gels,
      caisse: caisseClient(call('caisse', request)),
      produits: produitClient(call('produit', request)),
      loaders: createLoaders(paniers),
      bareme,
      aujourdhui: jour?.() ?? jourDe(new Date()),
    }),
    tasks: [
      createConsumer<EvenementSuivi>({
        name: 'panier-ventes',
        read: lecteurVentes(call, CONTRATS),
        position: () => journal.position(),
        apply: (lot, de, a, ecartes) => suivreVentes({ journal }, lot, de, a, ecartes),
        setAside: {
          ...journal,
          read: (brut) => lireEvenement(CONTRATS, brut),
          resume: (lot) => reprendreVentes({ journal }, lot),
        },
        describe: decrireEvenement,
        nudges,
        topic: SUJET_VENTES,
        logger,
        metrics,
      }),
      createRetention({ rules: RETENTION, settings: retention, query, logger, metrics }),
    ],
  });
}
