import {
  auditRepository,
  createSubgraph,
  jourDe,
  openService,
  type ServiceDependencies,
  type Subgraph,
} from '@caisse/subgraph-kit';

import type { Context } from './context.ts';
import { cacheProduits } from './data/cache-produits.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { produitRepository } from './data/produit-repository.ts';
import { statutFiscalRepository } from './data/statut-fiscal-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';

/** Composes the subgraph produit from what differs between the ways to run. */
export function createService(dependencies: ServiceDependencies): Subgraph {
  const { prisma, metrics, options } = openService('produit', dependencies, createPrisma);
  const produits = produitRepository(prisma);
  const cache = cacheProduits({
    ...{ produits, metrics, store: dependencies.cache },
    logger: dependencies.logger,
  });
  const audit = auditRepository('produit', (sql, ...values) =>
    prisma.$queryRawUnsafe(sql, ...values),
  );
  const statuts = statutFiscalRepository(prisma);
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      produits,
      audit,
      cache,
      loaders: createLoaders(cache, statuts),
      aujourdhui: jourDe(new Date()),
    }),
    remarks: { 'produit, cache': cache.state },
    close: async () => {
      await cache.close();
      await options.close();
    },
  });
}
