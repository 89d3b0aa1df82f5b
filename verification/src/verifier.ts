import { setTimeout as delay } from 'node:timers/promises';

import { type DatabaseUrls, openDatabases } from './databases.ts';
import { waitForDrain } from './drain.ts';
import type { CheckContext, Invariant } from './invariant.ts';
import { ALL } from './invariants/index.ts';
import { createTally, type InvariantId, keyOf, type Result } from './result.ts';

/** What to check, and how. */
export interface VerifierOptions {
  urls: DatabaseUrls;
  /** What tills were told: see `readJournal`. */
  journal?: CheckContext['journal'];
  /** Entries of the audit logs that somebody kept: see `readAuditHeads`. */
  auditHeads?: CheckContext['auditHeads'];
  only?: readonly InvariantId[];
  /** Only what changed since then, and only the invariants that can be checked so. */
  since?: Date;
  /** Longest wait for stock, panier and reporting to read the whole log, before the check. */
  attendreMs?: number;
  /** After how long nothing may be in doubt. */
  doubtAfterMs?: number;
  /**
   * A difference between two databases counts when a second look, that much later, still finds it: on a
   * system at work, they are never read at the same instant. 0: one look.
   */
  confirmAfterMs?: number;
  statementTimeoutMs?: number;
  /** Leaves the database's other processors alone. */
  gentle?: boolean;
  /** Ends the check at once: it then throws. */
  signal?: AbortSignal;
  onProgress?: (progress: { invariant: InvariantId; compared: number }) => void;
  onResult?: (result: Result) => void;
}

/**
 * Checks the invariants of the sale over the six databases, one after the other, without writing anything.
 *
 * @returns one result for each invariant; a run is clean when each found nothing
 * @throws when a database cannot be read
 */
export async function verifier(options: VerifierOptions): Promise<Result[]> {
  const { urls, only, since, journal, auditHeads, attendreMs = 0, doubtAfterMs = 30_000 } = options;
  const { statementTimeoutMs = 600_000, gentle = false, signal } = options;
  const { databases, close } = openDatabases(urls, { statementTimeoutMs, gentle, signal });
  try {
    const behind = attendreMs > 0 ? await waitForDrain(databases, attendreMs) : {};
    const context: CheckContext = { db: databases, journal, since, doubtAfterMs, auditHeads };
    const results: Result[] = [];
    for (const invariant of ALL) {
      if (only && !only.includes(invariant.id)) continue;
      if (since && !invariant.recent) continue;
      signal?.throwIfAborted();
      const result = await checkOne(invariant, context, options);
      if (invariant.id === 'V6') {
        for (const [name, count] of Object.entries(behind)) {
          result.notes.push(`${name} was still ${count} events behind after the wait`);
        }
      }
      options.onResult?.(result);
      results.push(result);
    }
    return results;
  } finally {
    await close();
  }
}

async function checkOne(
  invariant: Invariant,
  context: CheckContext,
  { confirmAfterMs = 1_000, onProgress }: VerifierOptions,
): Promise<Result> {
  const { id, title, check, acrossDatabases } = invariant;
  const start = performance.now();
  const look = async () => {
    const { tally, sum } = createTally((compared) => onProgress?.({ invariant: id, compared }));
    await check(context, tally);
    return sum;
  };
  let sum = await look();
  if (sum.found > 0 && confirmAfterMs > 0 && acrossDatabases) {
    await delay(confirmAfterMs);
    const first = new Set(sum.differences.map(keyOf));
    const whole = sum.found === first.size;
    sum = await look();
    if (whole) {
      sum.differences = sum.differences.filter((difference) => first.has(keyOf(difference)));
      sum.found = sum.differences.length;
    }
  }
  return { invariant: id, title, ...sum, durationMs: Math.round(performance.now() - start) };
}
