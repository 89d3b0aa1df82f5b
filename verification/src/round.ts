import type { Logger } from '@caisse/subgraph-kit';

import { type DatabaseUrls, openDatabases } from './databases.ts';
import { readLags } from './drain.ts';
import type { CheckContext, Invariant } from './invariant.ts';
import { ALL } from './invariants/index.ts';
import type { KnownFaults } from './known-faults.ts';
import type { createGauges } from './live-metrics.ts';
import { lookAt, type Slice } from './look.ts';
import { advancePass, sliceOf } from './pass.ts';
import { providerOverHttp } from './provider.ts';
import type { State } from './state.ts';
import { beginningsOf } from './walk.ts';

/** How far back a check of recent changes looks at least: several checks see each change. */
const RECENT_MS = 600_000;
/** How far back it looks at most, after it could not look for long: the check of everything sees the rest. */
const MISSED_MS = 24 * 3_600_000;
/** The share of a round in which the check of everything goes on. */
const SHARE = 0.05;
/** And at least that long. */
const BUDGET_MS = 1_000;
const LOGGED = 5;

interface Round {
  urls: DatabaseUrls;
  logger: Logger;
  metrics: ReturnType<typeof createGauges>;
  intervalMs: number;
  statementTimeoutMs: number;
  signal: AbortSignal;
  terminalUrl: string | undefined;
  state: State;
  faults: KnownFaults;
}

/** One round of the check beside the work. What cannot be looked at is counted, and holds nothing else up. */
export async function runRound(round: Round): Promise<void> {
  const { urls, logger, metrics, intervalMs, statementTimeoutMs, signal, state, faults } = round;
  const open = openDatabases(urls, { statementTimeoutMs, gentle: true, signal });
  const { terminalUrl } = round;
  const context: CheckContext = {
    ...{ db: open.databases, doubtAfterMs: 30_000, strict: false, marks: state.marks },
    provider: terminalUrl === undefined ? undefined : providerOverHttp(terminalUrl),
  };
  const onGaveWay = ({ message }: Error) => {
    logger.info(`${message}; it is read again when the migration is done`);
  };
  const attempt = async <Value>(about: object, work: () => Promise<Value>) => {
    try {
      return { value: await work() };
    } catch (err) {
      signal.throwIfAborted();
      metrics.failures.inc();
      logger.warn({ err, ...about }, 'An invariant could not be checked; it will be tried again');
      return undefined;
    }
  };
  const look = async (slice: Slice, etendue: 'tout' | 'recent') => {
    const options = { open, context, confirmAfterMs: 1_000, onGaveWay };
    const { seen, next, size } = await lookAt(slice, options);
    metrics.slices.inc({ etendue });
    const { id: invariant, title } = slice.invariant;
    const where = { invariant, walk: slice.walk.name, from: slice.from, size };
    const fresh = faults.note(where, seen);
    if (fresh.length > 0) {
      const examples = fresh.slice(0, LOGGED);
      logger.error({ invariant, title, found: seen.found, examples }, 'An invariant does not hold');
    }
    return { next, size };
  };
  const checked = ({ id: invariant }: Invariant) => {
    metrics.differences.set({ invariant }, faults.count(invariant));
    metrics.checkedAt.set({ invariant }, Date.now() / 1_000);
  };

  try {
    const start = performance.now();
    for (const known of faults.slices()) {
      const slice = sliceOf(known);
      if (slice) await attempt(known, () => look({ ...known, ...slice }, 'recent'));
    }
    const at = Date.now();
    const missed = Math.max(state.recentAt ?? at, at - MISSED_MS);
    const since = new Date(Math.min(missed, at) - RECENT_MS);
    let all = true;
    for (const invariant of ALL) {
      const { id } = invariant;
      const done = await attempt({ invariant: id }, async () => {
        const { begins, complete } = await beginningsOf(invariant.walks, context, since);
        for (const { walk, begin } of begins) {
          for (let { from } = begin, { size } = walk; from !== undefined;) {
            const part = await look({ invariant, walk, from, size }, 'recent');
            if (part.next === null) break;
            ({ next: from, size } = part);
          }
        }
        return complete;
      });
      if (done?.value) checked(invariant);
      if (!done) all = false;
    }
    if (all) state.recentAt = at;
    await attempt({}, async () => {
      for (const [consommateur, { events, seconds }] of await readLags(urls, signal)) {
        metrics.lagEvents.set({ consommateur }, events);
        metrics.lagSeconds.set({ consommateur }, seconds);
      }
    });
    metrics.duration.set({ etendue: 'recent' }, (performance.now() - start) / 1_000);
    await advancePass({
      ...{
        state,
        context,
        budgetMs: Math.max(BUDGET_MS, SHARE * intervalMs),
        now: () => performance.now(),
      },
      look: async (slice) =>
        (await attempt({ invariant: slice.invariant.id }, () => look(slice, 'tout')))?.value,
      onInvariant: checked,
      onEnd: (workedMs) => {
        metrics.duration.set({ etendue: 'tout' }, workedMs / 1_000);
        metrics.wholeAt.set(Date.now() / 1_000);
        logger.info({ workedMs }, 'Everything was checked');
      },
    });
    for (const { id: invariant } of ALL) {
      const count = faults.count(invariant);
      if (count > 0) metrics.differences.set({ invariant }, count);
    }
  } finally {
    await open.close();
  }
}
