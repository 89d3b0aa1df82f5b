import { setTimeout as delay } from 'node:timers/promises';

import { isOutOfTime, type SliceSize, sliceSize } from '../evenements/slice-size.ts';
import type { RetentionRule } from './rules.ts';

/** Runs SQL with numbered parameters: Prisma's `$queryRawUnsafe`. */
export type Query = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>;

const DAY_MS = 86_400_000;
/** Rows that one statement removes at most. */
const BATCH = 500;

/** What a removal needs to know. */
export interface Purge {
  query: Query;
  rule: RetentionRule;
  /** How many days rows are kept. */
  days: number;
  now: Date;
  /** Shortest time between two statements. */
  pauseMs: number;
  /** Asked after each statement, with the database's time. */
  goOn: (now: Date) => boolean;
}

/**
 * Removes the rows of a table that are past their time, the oldest first, few at a time: at most half of the time is
 * spent in the database. One process at a time does it; a row that somebody holds is left for the next time.
 *
 * @returns how many rows went, those that went with them by a foreign key left out
 */
export async function purge({ query, rule, days, now, pauseMs, goOn }: Purge): Promise<number> {
  const before = new Date(now.getTime() - days * DAY_MS);
  const size = sliceSize(BATCH);
  let removed = 0;
  for (;;) {
    const start = performance.now();
    const batch = await removeBatch(query, rule, before, size);
    removed += batch?.rows ?? 0;
    if (batch && (!batch.mine || batch.rows < batch.limit || !goOn(batch.now))) return removed;
    await delay(Math.max(pauseMs, performance.now() - start));
  }
}

interface Batch {
  mine: boolean;
  rows: number;
  now: Date;
}

/** @returns null when it took too long: the next one is smaller */
async function removeBatch(
  query: Query,
  { table, since, when = 'true' }: RetentionRule,
  before: Date,
  size: SliceSize,
): Promise<(Batch & { limit: number }) | null> {
  const limit = size.value;
  try {
    const [batch] = await query<Batch>(
      `/* retention.${table} */
      WITH turn AS MATERIALIZED (
        SELECT pg_try_advisory_xact_lock(hashtextextended('retention ${table}', 0)) AS mine
      ), gone AS (
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
          SELECT t.ctid FROM ${table} AS t
          WHERE (SELECT mine FROM turn) AND t.${since} < $1::timestamptz AND (${when})
          ORDER BY t.${since} LIMIT $2::int FOR UPDATE OF t SKIP LOCKED))
        RETURNING 1
      )
      SELECT (SELECT mine FROM turn) AS mine, (SELECT count(*) FROM gone)::int AS rows, now() AS now`,
      before,
      limit,
    );
    size.grow();
    return batch ? { ...batch, limit } : null;
  } catch (error) {
    if (limit === 1 || !isOutOfTime(error)) throw error;
    size.halve();
    return null;
  }
}

/** The age of the oldest row that the rule is about, in seconds; 0 when there is none. */
export async function oldestAge(
  query: Query,
  { table, since, when = 'true' }: RetentionRule,
): Promise<number> {
  const [row] = await query<{ age: number }>(
    `/* retention.age */
    SELECT greatest(0, extract(epoch FROM now() - t.${since}))::float8 AS age FROM ${table} AS t
    WHERE t.${since} < $1::timestamptz AND (${when}) ORDER BY t.${since} LIMIT 1`,
    // A date without an end, as the driver writes it.
    new Date('9999-12-31T00:00:00Z'),
  );
  return row?.age ?? 0;
}
