import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';
import { Counter, Gauge, Registry } from 'prom-client';

import type { DatabaseUrls } from './databases.ts';
import { readLags } from './drain.ts';
import { INVARIANTS, type InvariantId, type Result } from './result.ts';
import { verifier } from './verifier.ts';

/** What makes a verification that goes on beside the work. */
export interface VerificationOptions {
  urls: DatabaseUrls;
  logger: Logger;
  /** Time between two checks. */
  intervalMs?: number;
  /** Time before the first one, which a start should not have to share the machine with. */
  firstAfterMs?: number;
}

export interface Verification extends BackgroundTask {
  registry: Registry;
}

/** How far back a check of recent changes looks: several checks see each change. */
const RECENT_MS = 600_000;
/** Checks of the whole past take at most this share of the time. */
const FULL_SHARE = 0.01;
const LOGGED = 5;

/**
 * Checks the invariants again and again, and shows the outcome as metrics. The first check is of everything;
 * the next ones look at the last ten minutes, by indexes, except when a whole one is due: when something was
 * found, or when enough time has passed for it to take one hundredth of it. One connection to each database,
 * without parallel workers, and only while a check runs.
 */
export function createVerification(options: VerificationOptions): Verification {
  const { urls, logger, intervalMs = 60_000, firstAfterMs = 5_000 } = options;
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'verification' });
  const metrics = createGauges(registry);
  const inFull = new Map<InvariantId, number>();
  let fullDueAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let ending = new AbortController();

  const check = async (): Promise<void> => {
    const start = performance.now();
    const full = start >= fullDueAt;
    const results = await verifier({
      urls,
      gentle: true,
      signal: ending.signal,
      statementTimeoutMs: full ? 120_000 : 10_000,
      ...(!full && { since: new Date(Date.now() - RECENT_MS) }),
    });
    const durationMs = performance.now() - start;
    if (full) fullDueAt = performance.now() + durationMs / FULL_SHARE;
    for (const result of results) {
      const { invariant, found } = result;
      if (full) inFull.set(invariant, found);
      // What a recent check finds may be old news: a whole one counts it.
      else if (found > (inFull.get(invariant) ?? 0)) fullDueAt = 0;
      metrics.differences.set({ invariant }, Math.max(found, inFull.get(invariant) ?? 0));
      metrics.checkedAt.set({ invariant }, Date.now() / 1_000);
      if (found > 0) report(logger, result);
    }
    for (const [consommateur, { events, seconds }] of await readLags(urls, ending.signal)) {
      metrics.lagEvents.set({ consommateur }, events);
      metrics.lagSeconds.set({ consommateur }, seconds);
    }
    metrics.duration.set({ etendue: full ? 'tout' : 'recent' }, durationMs / 1_000);
  };

  const run = (): void => {
    running = check()
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
      timer = setTimeout(run, firstAfterMs);
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

function report(logger: Logger, { invariant, title, found, differences }: Result): void {
  const examples = differences.slice(0, LOGGED);
  logger.error({ invariant, title, found, examples }, 'An invariant does not hold');
}

function createGauges(registry: Registry) {
  const registers = [registry];
  const differences = new Gauge({
    name: 'caisse_ecarts_total',
    help: 'Differences that the last check of an invariant found; 0 when it holds.',
    labelNames: ['invariant'],
    registers,
  });
  const checkedAt = new Gauge({
    name: 'caisse_verification_timestamp_seconds',
    help: 'When an invariant was last checked; 0 before the first time.',
    labelNames: ['invariant'],
    registers,
  });
  for (const invariant of INVARIANTS) checkedAt.set({ invariant }, 0);
  const duration = new Gauge({
    name: 'caisse_verification_duree_secondes',
    help: 'How long the last check took, of everything (tout) or of recent changes (recent).',
    labelNames: ['etendue'],
    registers,
  });
  const failures = new Counter({
    name: 'caisse_verification_echecs_total',
    help: 'Checks that could not be done.',
    registers,
  });
  const lagEvents = new Gauge({
    name: 'caisse_journal_retard_evenements',
    help: 'Events of the sales log that a consumer had still to read at the last check.',
    labelNames: ['consommateur'],
    registers,
  });
  const lagSeconds = new Gauge({
    name: 'caisse_journal_retard_secondes',
    help: 'Age of the oldest event that a consumer had still to read at the last check; 0 when none.',
    labelNames: ['consommateur'],
    registers,
  });
  return { differences, checkedAt, duration, failures, lagEvents, lagSeconds };
}
