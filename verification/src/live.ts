import { setMaxListeners } from 'node:events';

import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';
import { Registry } from 'prom-client';

import type { DatabaseUrls } from './databases.ts';
import { createKnownFaults } from './known-faults.ts';
import { createGauges } from './live-metrics.ts';
import { runRound } from './round.ts';
import { openState } from './state.ts';

/** What makes a verification that goes on beside the work. */
export interface VerificationOptions {
  urls: DatabaseUrls;
  logger: Logger;
  /** Time between two checks. */
  intervalMs?: number;
  /** Time before the first one, which a start should not have to share the machine with. */
  firstAfterMs?: number;
  /** Where it keeps what it has seen; absent: all is looked at anew by each process. */
  file?: string;
  /** Where the payment provider answers, as vente has it; absent: V13 is not applicable. */
  terminalUrl?: string | undefined;
  /** Longest statement: a slice that takes longer is halved. */
  statementTimeoutMs?: number;
}

export interface Verification extends BackgroundTask {
  registry: Registry;
}

/**
 * Checks the invariants again and again, and shows the outcome as metrics. Each round looks first at what was found
 * before, then at what changed in the last ten minutes and since the round before, and then goes on with the check of
 * everything, for a twentieth of the time or a second. One connection to each database, without parallel workers, and only
 * while a round runs.
 */
export function createVerification(options: VerificationOptions): Verification {
  const {
    logger,
    intervalMs = 60_000,
    firstAfterMs = 5_000,
    statementTimeoutMs = 10_000,
  } = options;
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'verification' });
  const metrics = createGauges(registry);
  const file = openState(options.file, logger);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let ending = new AbortController();

  const round = async (): Promise<void> => {
    const state = await file.read();
    const faults = createKnownFaults(state.broken);
    const { urls, terminalUrl } = options;
    const { signal } = ending;
    try {
      await runRound({
        ...{ urls, logger, metrics, intervalMs, statementTimeoutMs, signal, terminalUrl },
        state,
        faults,
      });
    } finally {
      await file.write({ ...state, broken: faults.slices() });
    }
  };

  const run = (): void => {
    running = round()
      .catch((err: unknown) => {
        if (ending.signal.aborted) return;
        metrics.failures.inc();
        logger.warn({ err }, 'The invariants could not be checked; it will be tried again');
      })
      .finally(() => {
        running = undefined;
        if (!ending.signal.aborted) timer = setTimeout(run, intervalMs);
      });
  };

  return {
    registry,
    start() {
      ending = new AbortController();
      // Each connection listens: two to each database at most, and those that read the lag.
      setMaxListeners(20, ending.signal);
      timer = setTimeout(run, firstAfterMs);
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
