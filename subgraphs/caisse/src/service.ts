import {
  createSubgraph,
  openService,
  type ServiceDependencies,
  type Subgraph,
} from '@caisse/subgraph-kit';

import { v7 as uuidv7 } from 'uuid';

import type { Context } from './context.ts';
import { caisseRepository } from './data/caisse-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { magasinRepository } from './data/magasin-repository.ts';
import { createPrisma } from './data/prisma.ts';
import { sessionCaisseRepository } from './data/session-caisse-repository.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';

/** Composes the subgraph caisse from what differs between the ways to run. */
export function createService(dependencies: ServiceDependencies): Subgraph {
  const { prisma, options } = openService('caisse', dependencies, createPrisma);
  const magasins = magasinRepository(prisma);
  const caisses = caisseRepository(prisma);
  const sessions = sessionCaisseRepository(prisma);
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      magasins,
      caisses,
      sessions,
      loaders: createLoaders(magasins, caisses, sessions),
      nouvelId: uuidv7,
    }),
  });
}
