import {
  createMetrics,
  createSubgraph,
  jourDe,
  openDatabase,
  type ServiceDependencies,
  type Subgraph,
} from '@caisse/subgraph-kit';

import type { Context } from './context.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { produitRepository } from './data/produit-repository.ts';
import { statutFiscalRepository } from './data/statut-fiscal-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';

/** Composes the subgraph produit from what differs between the ways to run. */
export function createService(dependencies: ServiceDependencies): Subgraph {
  const { databaseUrl, databasePoolMax, logger, serviceToken } = dependencies;
  const metrics = createMetrics('produit');
  const database = openDatabase({
    url: databaseUrl,
    poolMax: databasePoolMax,
    service: 'produit',
    logger,
    metrics,
  });
  const prisma = createPrisma(database);
  const produits = produitRepository(prisma);
  const statuts = statutFiscalRepository(prisma);
  return createSubgraph<Context>({
    name: 'produit',
    typeDefs,
    resolvers,
    serviceToken,
    logger,
    metrics,
    context: (request) => ({
      ...request,
      produits,
      loaders: createLoaders(produits, statuts),
      aujourdhui: jourDe(new Date()),
    }),
    ping: () => database.ping(),
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  });
}
