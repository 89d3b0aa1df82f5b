import type { Logger } from './logging.ts';

/**
 * Runs a process until it is told to end: SIGTERM or SIGINT stops it once, in order, and a second signal
 * ends it at once.
 *
 * @param start starts the work and gives what stops it
 * @param logger says how the end went
 */
export async function runUntilSignal(
  start: () => Promise<{ stop(): Promise<void> }>,
  logger: Logger,
): Promise<void> {
  const running = await start();
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'Stopping');
    running.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'The stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
