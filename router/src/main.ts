import {
  createLogger,
  createProcessRegistry,
  httpTransport,
  listen,
  operationalRoutes,
  runUntilSignal,
} from '@caisse/subgraph-kit';

import { environment } from './environment.ts';
import { createRouter } from './router.ts';
import { webHandler } from './web.ts';

const settings = environment();
const logger = createLogger('router', settings.LOG_LEVEL);

await runUntilSignal(async () => {
  const transport = httpTransport({
    produit: settings.PRODUIT_URL,
    stock: settings.STOCK_URL,
    vente: settings.VENTE_URL,
    panier: settings.PANIER_URL,
    caisse: settings.CAISSE_URL,
    reporting: settings.REPORTING_URL,
  });
  const router = await createRouter({ transport, logger });
  const server = await listen(
    {
      '/graphql': router.handler,
      ...operationalRoutes({ router: () => Promise.resolve() }, [
        router.metrics.registry,
        createProcessRegistry(),
      ]),
      '*': webHandler(),
    },
    { host: settings.HOST, port: settings.PORT, logger },
  );
  logger.info({ url: server.url }, 'Listening');
  return {
    stop: async () => {
      await server.stop();
      await router.stop();
      await transport.close();
    },
  };
}, logger);
