import { type DatabaseUrls, type OpenDatabases, openDatabases } from './databases.ts';
import { waitForDrain } from './drain.ts';
import type { GaveWay } from './gate.ts';
import type { CheckContext, Invariant } from './invariant.ts';
import { ALL } from './invariants/index.ts';
import { lookAt } from './look.ts';
import type { Marks } from './marks.ts';
import { providerOverHttp } from './provider.ts';
import { addUp, createTally, type InvariantId, type Result } from './result.ts';
import { beginningsOf } from './walk.ts';

/** What to check, and how. */
export interface VerifierOptions {
  urls: DatabaseUrls;
  /** What tills were told: see `readJournal`. */
  journal?: CheckContext['journal'];
  /** Entries of the audit logs that somebody kept: see `readAuditHeads`. */
  auditHeads?: CheckContext['auditHeads'];
  /** Where the payment provider answers, as vente has it; absent: V13 is not applicable. */
  terminalUrl?: string | undefined;
  only?: readonly InvariantId[];
  /** Only what changed since then, and only the invariants that can be checked so. */
  since?: Date;
  /** What earlier checks have seen to be right; this one adds to it. */
  marks?: Marks;
  /** Longest wait for stock, panier and reporting to read the whole log, before the check. */
  attendreMs?: number;
  /** After how long nothing may be in doubt, when nothing excuses it: nobody is at work any more. */
  doubtAfterMs?: number;
  /**
   * A difference between two databases counts when a second look, that much later, still finds it: on a
   * system at work, they are never read at the same instant. 0: one look.
   */
  confirmAfterMs?: number;
  /** A slice with a longer statement is halved. */
  statementTimeoutMs?: number;
  /** Leaves the database's other processors alone. */
  gentle?: boolean;
  /** Ends the check at once: it then throws. */
  signal?: AbortSignal;
  onProgress?: (progress: { invariant: InvariantId; compared: number }) => void;
  /** What was being read was given up for a migration, and will be read again. */
  onGaveWay?: (to: GaveWay) => void;
  onResult?: (result: Result) => void;
}

/**
 * Checks the invariants of the sale over the six databases, one after the other, without writing anything.
 *
 * @returns one result for each invariant; a run is clean when each found nothing
 * @throws when a database cannot be read
 */
export async function verifier(options: VerifierOptions): Promise<Result[]> {
  const { urls, only, journal, auditHeads, attendreMs = 0, doubtAfterMs = 30_000 } = options;
  const { statementTimeoutMs = 60_000, gentle = false, signal, marks = {}, terminalUrl } = options;
  const open = openDatabases(urls, { statementTimeoutMs, gentle, signal });
  const { databases } = open;
  try {
    const behind = attendreMs > 0 ? await waitForDrain(databases, attendreMs) : {};
    const provider = terminalUrl === undefined ? undefined : providerOverHttp(terminalUrl);
    const context: CheckContext = {
      ...{ db: databases, journal, doubtAfterMs, auditHeads, marks, provider },
      strict: options.doubtAfterMs !== undefined,
    };
    const results: Result[] = [];
    for (const invariant of ALL) {
      if (only && !only.includes(invariant.id)) continue;
      signal?.throwIfAborted();
      const result = await checkOne(invariant, context, { ...options, open });
      if (!result) continue;
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
    await open.close();
  }
}

/** @returns null when there is no place from which what changed could be looked at */
async function checkOne(
  invariant: Invariant,
  context: CheckContext,
  { confirmAfterMs = 1_000, onProgress, onGaveWay, open, since }: VerifierOptions & Opened,
): Promise<Result | null> {
  const { id, title } = invariant;
  const start = performance.now();
  const sum = createTally(() => undefined).sum;
  const onCompared = (compared: number) =>
    onProgress?.({ invariant: id, compared: sum.compared + compared });
  const { begins, complete } = await beginningsOf(invariant.walks, context, since);
  if (!complete) return null;
  for (const { walk, begin } of begins) {
    for (let { from } = begin, { size } = walk; ;) {
      const slice = { invariant, walk, from, size };
      const part = await lookAt(slice, { open, context, confirmAfterMs, onCompared, onGaveWay });
      addUp(sum, part.seen);
      if (part.next === null) break;
      from = part.next;
      size = part.size;
    }
  }
  const { notes, ...counts } = sum;
  const durationMs = Math.round(performance.now() - start);
  return { invariant: id, title, ...counts, notes: [...notes.values()], durationMs };
}

interface Opened {
  open: OpenDatabases;
}
