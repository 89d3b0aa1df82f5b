import {
  createConsumer,
  createMetrics,
  createSubgraph,
  jourDe,
  lecteurVentes,
  openDatabase,
  type ServiceDependencies,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import type { Context } from './context.ts';
import { createPrisma } from './data/prisma.ts';
import { projectionRepository } from './data/projection-repository.ts';
import { rapportRepository } from './data/rapport-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';
import { suivreVentes } from './use-cases/suivre-ventes.ts';

/**
 * Composes the subgraph reporting from what differs between the ways to run.
 *
 * @param options.maintenant the clock, which says what day the dashboard ends with
 */
export function createService(
  dependencies: ServiceDependencies,
  { maintenant = () => new Date() }: { maintenant?: () => Date } = {},
): Subgraph {
  const { databaseUrl, databasePoolMax, transport, nudges, logger, serviceToken } = dependencies;
  const metrics = createMetrics('reporting');
  const database = openDatabase({
    url: databaseUrl,
    poolMax: databasePoolMax,
    service: 'reporting',
    logger,
    metrics,
  });
  const prisma = createPrisma(database);
  const projections = projectionRepository(prisma);
  const rapports = rapportRepository(prisma);
  const consumer = createConsumer({
    name: 'reporting',
    read: lecteurVentes({ transport, serviceToken }),
    position: () => projections.position(),
    apply: suivreVentes(projections),
    nudges,
    topic: SUJET_VENTES,
    occurredAt: ({ charge }) => new Date(charge.dateHeure),
    logger,
    metrics,
  });
  return createSubgraph<Context>({
    name: 'reporting',
    typeDefs,
    resolvers,
    serviceToken,
    logger,
    metrics,
    context: (request) => ({
      ...request,
      rapports,
      aujourdhui: jourDe(maintenant()),
    }),
    ping: () => database.ping(),
    tasks: [consumer],
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  });
}
