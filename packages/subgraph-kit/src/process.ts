import { setTimeout as delay } from 'node:timers/promises';

import type { Logger } from './logging.ts';

/** Longest that a process takes to end, whatever hangs; orchestrators kill after 10 s. */
const EXIT_MS = 9_500;

/** What is kept of that time for the end of background work and of the connections to databases. */
const CLOSING_MS = 2_000;

/** How a process leaves its callers the time to turn elsewhere. */
export interface Drain {
  /** Time between the signal, when `/pret` begins to say no, and the end of new connections. */
  DRAIN_DELAY_MS: number;
  /** How long connections without a request are left open: longer than the proxies keep them. */
  DRAIN_IDLE_MS: number;
}

/**
 * Runs a process until it is told to end: SIGTERM or SIGINT makes it not ready at once, and stops it after
 * the drain delay. It ends within 10 s whatever hangs, and a second signal ends it at once.
 *
 * @param start starts the work and gives what stops it; its signal is aborted when the end begins
 * @param logger says how the end went
 * @param limits the drain delay, and another time than ours until it ends all the same
 */
export async function runUntilSignal(
  start: (ending: AbortSignal) => Promise<{ stop(): Promise<void> }>,
  logger: Logger,
  { DRAIN_DELAY_MS = 0, exitMs = EXIT_MS }: { DRAIN_DELAY_MS?: number; exitMs?: number } = {},
): Promise<void> {
  const ending = new AbortController();
  const running = await start(ending.signal);
  const stop = async (signal: NodeJS.Signals) => {
    if (ending.signal.aborted) process.exit(1);
    ending.abort();
    logger.info({ signal }, 'Stopping');
    setTimeout(() => {
      logger.error('Something hangs: the process ends all the same');
      process.exit(1);
    }, exitMs);
    try {
      await delay(DRAIN_DELAY_MS);
      await running.stop();
      logger.info('Stopped');
      process.exit(0);
    } catch (err) {
      logger.error({ err }, 'The stop failed');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, (s) => void stop(s));
}

/** How long a server may take of the time that the process has to end. */
export function serverStop({ DRAIN_DELAY_MS, DRAIN_IDLE_MS }: Drain): {
  idleMs: number;
  cutMs: number;
} {
  return { idleMs: DRAIN_IDLE_MS, cutMs: EXIT_MS - CLOSING_MS - DRAIN_DELAY_MS };
}
