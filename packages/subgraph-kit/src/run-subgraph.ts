import type { z } from 'zod';

import { observeRedis, type RemoteStore, redisStore } from './cache/index.ts';
import { armCrashPoint } from './crash-point.ts';
import {
  type cacheEnvironment,
  credentialsIn,
  endpointsOf,
  type subgraphEnvironment,
} from './environment.ts';
import { localNudges } from './evenements/nudges.ts';
import { serveSubgraph } from './http/subgraph-server.ts';
import { createLogger } from './logging.ts';
import { runUntilSignal, serverStop } from './process.ts';
import type { ServiceDependencies } from './service.ts';
import type { Subgraph } from './subgraph.ts';
import { startTracing } from './telemetry/tracing.ts';
import { httpTransport } from './transport/http.ts';
import type { SubgraphName } from './transport/transport.ts';

/**
 * The composition root of a process that serves one subgraph over HTTP: environment, logger, transport,
 * service, server, and their end in the reverse order.
 *
 * @param name the subgraph
 * @param environment its settings, read and checked
 * @param createService makes the service
 */
export async function runSubgraph<
  Environment extends z.output<typeof subgraphEnvironment> & z.output<typeof cacheEnvironment>,
>(
  name: SubgraphName,
  environment: Environment,
  createService: (dependencies: ServiceDependencies, environment: Environment) => Subgraph,
): Promise<void> {
  const logger = createLogger(name, environment.LOG_LEVEL);
  if (environment.CRASH_POINT) armCrashPoint(environment.CRASH_POINT);
  await runUntilSignal(
    async (ending) => {
      const tracing = await startTracing(environment);
      const transport = httpTransport(endpointsOf(environment));
      const { REDIS_URL, REDIS_CA } = environment;
      const cache: RemoteStore | undefined =
        REDIS_URL === undefined ? undefined : redisStore({ url: REDIS_URL, ca: REDIS_CA }, logger);
      const subgraph = createService(
        {
          databaseUrl: environment.DATABASE_URL,
          databasePoolMax: environment.DATABASE_POOL_MAX,
          inFlightMax: environment.IN_FLIGHT_MAX,
          transport,
          credentials: credentialsIn(environment),
          nudges: localNudges(),
          logger,
          cache,
        },
        environment,
      );
      if (cache) observeRedis(cache, subgraph.metrics, logger);
      const server = await serveSubgraph(
        subgraph,
        { host: environment.HOST, port: environment.PORT, logger },
        ending,
      );
      logger.info({ url: server.url }, 'Listening');
      return {
        stop: async () => {
          const quiet = subgraph.quiesce();
          await server.stop(serverStop(environment));
          await quiet;
          await subgraph.stop();
          await transport.close();
          await cache?.close();
          await tracing.stop();
        },
      };
    },
    logger,
    environment,
  );
}
