import {
  createSubgraph,
  jourDe,
  openService,
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
  const { prisma, options } = openService('produit', dependencies, createPrisma);
  const produits = produitRepository(prisma);
  const statuts = statutFiscalRepository(prisma);
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      produits,
      loaders: createLoaders(produits, statuts),
      aujourdhui: jourDe(new Date()),
    }),
  });
}
