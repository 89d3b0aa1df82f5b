import {
  createLogger,
  createProcessRegistry,
  listen,
  operationalRoutes,
  runUntilSignal,
} from '@caisse/subgraph-kit';

import { environment } from './environment.ts';
import { createVerification } from './live.ts';
import { urlsFrom } from './locate.ts';

const settings = environment();
const logger = createLogger('verification', settings.LOG_LEVEL);

await runUntilSignal(async () => {
  const verification = createVerification({
    urls: urlsFrom(settings),
    logger,
    intervalMs: settings.VERIFICATION_INTERVAL_MS,
    terminalUrl: settings.TERMINAL_URL,
    ...(settings.VERIFICATION_FICHIER !== undefined && { file: settings.VERIFICATION_FICHIER }),
  });
  // Nothing depends on it: it is ready as soon as it runs, and its metrics say when it last could check.
  const server = await listen(
    operationalRoutes({}, [verification.registry, createProcessRegistry('verification')]),
    { host: settings.HOST, port: settings.PORT, logger },
  );
  verification.start();
  logger.info({ url: server.url }, 'Listening');
  return {
    stop: async () => {
      await server.stop();
      await verification.stop();
    },
  };
}, logger);
