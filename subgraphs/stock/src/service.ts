import {
  createConsumer,
  createMetrics,
  createSubgraph,
  lecteurVentes,
  openDatabase,
  type ServiceDependencies,
  serviceClient,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { caisseClient } from './clients/caisse-client.ts';
import type { Context } from './context.ts';
import { ecriture } from './data/ecriture.ts';
import { evenementRepository } from './data/evenement-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { reservationRepository } from './data/reservation-repository.ts';
import { reservationsGroupees } from './data/reservations-groupees.ts';
import { stockRepository } from './data/stock-repository.ts';
import { transfertRepository } from './data/transfert-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';
import { confirmerReservations } from './use-cases/confirmer-reservations.ts';

/** Composes the subgraph stock from what differs between the ways to run. */
export function createService(dependencies: ServiceDependencies): Subgraph {
  const { databaseUrl, databasePoolMax, logger, nudges, serviceToken, transport } = dependencies;
  const metrics = createMetrics('stock');
  const database = openDatabase({
    url: databaseUrl,
    poolMax: databasePoolMax,
    service: 'stock',
    logger,
    metrics,
  });
  const prisma = createPrisma(database);
  const ecrire = ecriture(prisma, metrics);
  const stocks = stockRepository(prisma);
  const reservations = reservationsGroupees({
    reservations: reservationRepository(ecrire),
    logger,
    metrics,
  });
  const transferts = transfertRepository(prisma, ecrire);
  const evenements = evenementRepository(prisma, ecrire);
  const ventes = createConsumer({
    name: 'stock',
    read: lecteurVentes({ transport, serviceToken }),
    position: () => evenements.position(),
    apply: (lot, de, a) => confirmerReservations({ evenements, logger }, lot, de, a),
    nudges,
    topic: SUJET_VENTES,
    logger,
    metrics,
  });
  return createSubgraph<Context>({
    name: 'stock',
    typeDefs,
    resolvers,
    serviceToken,
    logger,
    metrics,
    context: (request) => ({
      ...request,
      stocks,
      reservations,
      transferts,
      caisse: caisseClient(
        serviceClient({ transport, subgraph: 'caisse', serviceToken, context: request }),
      ),
      loaders: createLoaders(stocks, transferts),
    }),
    tasks: [ventes],
    ping: () => database.ping(),
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  });
}
