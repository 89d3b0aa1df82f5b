import {
  createConsumer,
  createRetention,
  createSubgraph,
  decrireEvenement,
  jourDe,
  lecteurVentes,
  openService,
  type Query,
  type RetentionSettings,
  type ServiceDependencies,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { CONTRATS } from './clients/journal-ventes.ts';
import type { Context } from './context.ts';
import { createPrisma } from './data/prisma.ts';
import { projectionRepository } from './data/projection-repository.ts';
import { rapportRepository } from './data/rapport-repository.ts';
import { reconstructionRepository } from './data/reconstruction-repository.ts';
import { RETENTION } from './data/retention.ts';
import { typeDefs } from './generated/type-defs.ts';
import { resolvers } from './resolvers/index.ts';
import { suivreReconstructions } from './use-cases/suivre-reconstructions.ts';
import { suivreVentes } from './use-cases/suivre-ventes.ts';

/** Settings of reporting beside those of every service. */
export interface Reglages extends RetentionSettings {
  /** The clock, which says what day the dashboard ends with. */
  maintenant?: () => Date;
}

/** Composes the subgraph reporting from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  { maintenant = () => new Date(), ...retention }: Reglages = {},
): Subgraph {
  const { nudges, logger } = dependencies;
  const { prisma, metrics, options, call } = openService('reporting', dependencies, createPrisma);
  const query: Query = (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values);
  const projections = projectionRepository(prisma);
  const lire = lecteurVentes(call, CONTRATS);
  const consumer = createConsumer({
    name: 'reporting',
    read: lire,
    position: () => projections.position(),
    apply: suivreVentes(projections),
    describe: decrireEvenement,
    nudges,
    topic: SUJET_VENTES,
    occurredAt: ({ charge: { dateHeure } }) => (dateHeure ? new Date(dateHeure) : null),
    logger,
    metrics,
  });
  const reconstructeur = suivreReconstructions(
    { reconstructions: reconstructionRepository(prisma), lire, bailMs: 30_000 },
    logger,
  );
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      rapports: rapportRepository(prisma),
      aujourdhui: jourDe(maintenant()),
    }),
    tasks: [
      consumer,
      reconstructeur,
      createRetention({ rules: RETENTION, settings: retention, query, logger, metrics }),
    ],
  });
}
