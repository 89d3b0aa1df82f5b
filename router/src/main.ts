import {
  createLogger,
  createProcessRegistry,
  credentialsIn,
  endpointsOf,
  httpTransport,
  listen,
  operationalRoutes,
  runUntilSignal,
  serverStop,
  startTracing,
} from '@caisse/subgraph-kit';

import { providerIn } from './acces/open-id-environment.ts';
import { environment } from './environment.ts';
import { createRouter } from './router.ts';
import { webHandler } from './web.ts';

const settings = environment();
const logger = createLogger('router', settings.LOG_LEVEL);

await runUntilSignal(
  async (ending) => {
    const tracing = await startTracing(settings);
    const transport = httpTransport(endpointsOf(settings));
    const router = await createRouter({
      transport,
      logger,
      credentials: credentialsIn(settings),
      provider: providerIn(settings),
      settings,
      stateDir: settings.STATE_DIR,
    });
    const server = await listen(
      {
        '/graphql': router.handler,
        ...operationalRoutes(
          { router: () => router.ready() },
          [router.metrics.registry, createProcessRegistry('router')],
          {},
          ending,
        ),
        '*': webHandler(),
      },
      { host: settings.HOST, port: settings.PORT, logger },
    );
    logger.info({ url: server.url }, 'Listening');
    return {
      stop: async () => {
        await server.stop(serverStop(settings));
        await router.stop();
        await transport.close();
        await tracing.stop();
      },
    };
  },
  logger,
  settings,
);
