import { type Database, openDatabase } from './database/pool.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { identitySigner } from './identity/signed-identity.ts';
import type { ServiceDependencies } from './service.ts';
import type { SubgraphOptions } from './subgraph.ts';
import { observedTransport } from './transport/observed.ts';
import { type CallSubgraph, callSubgraph } from './transport/service-client.ts';
import type { SubgraphName } from './transport/transport.ts';

/** What every service has before it is told apart from the others. */
export interface OpenService<Client> {
  /** Prisma's client on the service's own database. */
  prisma: Client;
  metrics: Metrics;
  /** How to call the others as this service; its calls are measured. */
  call: CallSubgraph;
  /** The part of `createSubgraph`'s options that is the same for all. */
  options: Pick<
    SubgraphOptions<never>,
    'name' | 'publicKeys' | 'inFlightMax' | 'logger' | 'metrics' | 'ping' | 'close'
  >;
}

/**
 * Opens a service's metrics and database, and tells how they are pinged and closed.
 *
 * @param name the subgraph
 * @param dependencies what the composition root gave
 * @param createPrisma makes the service's generated client on the database
 */
export function openService<Client extends { $disconnect(): Promise<void> }>(
  name: SubgraphName,
  {
    databaseUrl,
    databasePoolMax,
    inFlightMax,
    logger,
    credentials,
    transport,
  }: ServiceDependencies,
  createPrisma: (database: Database) => Client,
): OpenService<Client> {
  const metrics = createMetrics(name);
  const database = openDatabase({
    url: databaseUrl,
    poolMax: databasePoolMax,
    service: name,
    logger,
    metrics,
  });
  const prisma = createPrisma(database);
  return {
    prisma,
    metrics,
    call: callSubgraph(observedTransport(transport, metrics), identitySigner(name, credentials)),
    options: {
      name,
      publicKeys: credentials.publicKeys,
      inFlightMax,
      logger,
      metrics,
      ping: () => database.ping(),
      close: async () => {
        await prisma.$disconnect();
        await database.close();
      },
    },
  };
}
