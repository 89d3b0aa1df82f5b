import {
  auditRepository,
  createConsumer,
  createRetention,
  createSubgraph,
  decrireEvenement,
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
import type { Context } from './context.ts';
import { cacheNiveaux } from './data/cache-niveaux.ts';
import { ecriture } from './data/ecriture.ts';
import { evenementRepository } from './data/evenement-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { RETENTION } from './data/retention.ts';
import { reservationRepository } from './data/reservation-repository.ts';
import { reservationsGroupees } from './data/reservations-groupees.ts';
import { stockRepository } from './data/stock-repository.ts';
import { transfertRepository } from './data/transfert-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { mesurerAlertes } from './mesures.ts';
import { resolvers } from './resolvers/index.ts';
import { confirmerReservations, reprendreEvenements } from './use-cases/confirmer-reservations.ts';

/** Composes the subgraph stock from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  retention: RetentionSettings = {},
): Subgraph {
  const { logger, nudges } = dependencies;
  const { prisma, metrics, options, call } = openService('stock', dependencies, createPrisma);
  const stocks = stockRepository(prisma);
  const cache = cacheNiveaux({ stocks, store: dependencies.cache, metrics, logger });
  const ecrire = ecriture(prisma, metrics, cache.publier);
  mesurerAlertes(metrics, stocks, logger);
  const reservations = reservationsGroupees({
    reservations: reservationRepository(ecrire),
    logger,
    metrics,
  });
  const transferts = transfertRepository(prisma, ecrire);
  const query: Query = (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values);
  const audit = auditRepository('stock', query);
  const evenements = evenementRepository(prisma, ecrire);
  const ventes = createConsumer<EvenementSuivi>({
    name: 'stock',
    read: lecteurVentes(call, CONTRATS),
    position: () => evenements.position(),
    apply: (lot, de, a, ecartes) =>
      confirmerReservations({ evenements, logger }, lot, de, a, ecartes),
    setAside: {
      ...evenements,
      read: (brut) => lireEvenement(CONTRATS, brut),
      resume: (lot) => reprendreEvenements({ evenements, logger }, lot),
    },
    describe: decrireEvenement,
    nudges,
    topic: SUJET_VENTES,
    logger,
    metrics,
  });
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      stocks,
      reservations,
      transferts,
      audit,
      caisse: caisseClient(call('caisse', request)),
      loaders: createLoaders(stocks, transferts, cache),
    }),
    tasks: [
      ventes,
      createRetention({ rules: RETENTION, settings: retention, query, logger, metrics }),
    ],
    remarks: { 'stock, cache': cache.state },
    close: async () => {
      await cache.close();
      await options.close();
    },
  });
}
