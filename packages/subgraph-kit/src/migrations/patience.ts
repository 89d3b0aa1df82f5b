import { setTimeout as delay } from 'node:timers/promises';

import type pg from 'pg';

import type { RunScript } from './adapter.ts';

/** A transaction that is open while a migration waits. */
export interface LockHolder {
  application: string;
  pid: number;
  seconds: number;
}

/** What a migration waits for. */
export interface MigrationWait {
  /** Undefined for a statement of the engine's own. */
  migration: string | undefined;
  base: string;
  tries: number;
  waitedMs: number;
  /** The oldest transactions first. */
  holders: LockHolder[];
}

export interface MigrationOptions {
  /** Longest wait in a table's queue: everybody who comes after waits as long. Less than the services' own, 1 s. */
  lockTimeoutMs?: number;
  /** Before the first new try; those after it grow to ten times that. */
  pauseMs?: number;
  /** After how long a migration that gets no lock is given up. */
  patienceMs?: number;
  onWait?: (wait: MigrationWait) => void;
}

export const LOCK_TIMEOUT_MS = 500;

/** Lock not available, deadlock. */
const RETRIED = ['55P03', '40P01'];
const CONCURRENT =
  /^\s*(?:--[^\n]*\n\s*)*CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/i;

/**
 * Sends scripts again when they did not get a lock in time, after a pause in which all others go on. A script that
 * builds an index beside the work waits as long as it takes, since nobody waits for it, and no half of one is kept.
 *
 * @param watch a connection of its own, which sees who holds what a migration waits for
 * @param nameOf the migration that a script belongs to
 */
export function patiently(
  watch: pg.Client,
  nameOf: (script: string) => string | undefined,
  {
    lockTimeoutMs = LOCK_TIMEOUT_MS,
    pauseMs = 500,
    patienceMs = 600_000,
    onWait,
  }: MigrationOptions,
): RunScript {
  return async (script, send) => {
    const index = CONCURRENT.exec(script)?.[1];
    if (index !== undefined) return buildBeside(watch, index, () => send(script), send);
    const start = performance.now();
    for (let tries = 1; ; tries += 1) {
      try {
        await send(`SET lock_timeout = ${lockTimeoutMs}`);
        await send(script);
        return;
      } catch (error) {
        if (!RETRIED.includes(stateOf(error) ?? '')) throw error;
        const waitedMs = Math.round(performance.now() - start);
        const holders = await oldestTransactions(watch);
        onWait?.({
          ...{ migration: nameOf(script), base: watch.database ?? '' },
          ...{ tries, waitedMs, holders },
        });
        // The error as it came: the engine knows only those of its driver.
        if (waitedMs >= patienceMs) throw error;
        await delay(Math.min(pauseMs * tries, 10 * pauseMs));
      }
    }
  };
}

async function buildBeside(
  watch: pg.Client,
  index: string,
  build: () => Promise<void>,
  send: (sql: string) => Promise<void>,
): Promise<void> {
  await send('SET lock_timeout = 0');
  await dropHalf(watch, index, send);
  try {
    await build();
  } catch (error) {
    await dropHalf(watch, index, send);
    throw error;
  }
}

async function dropHalf(
  watch: pg.Client,
  index: string,
  send: (sql: string) => Promise<void>,
): Promise<void> {
  const name = watch.escapeIdentifier(index);
  const { rowCount } = await watch.query(
    'SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid',
    [name],
  );
  if (rowCount) await send(`DROP INDEX CONCURRENTLY ${name}`);
}

async function oldestTransactions(watch: pg.Client): Promise<LockHolder[]> {
  const { rows } = await watch.query<LockHolder>(
    `SELECT application_name AS application, pid, round(extract(epoch FROM clock_timestamp() - xact_start))::int AS seconds
     FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start IS NOT NULL AND application_name <> 'migrations'
     ORDER BY xact_start LIMIT 3`,
  );
  return rows;
}

/** One line for a person. */
export function describeHolders(holders: readonly LockHolder[]): string {
  return holders
    .map(({ application, pid, seconds }) => `${application || 'pid'} (${pid}, ${seconds} s)`)
    .join(', ');
}

/** What the driver adapter keeps of PostgreSQL's error. */
function stateOf(error: unknown): string | undefined {
  return (error as { cause?: { originalCode?: string } }).cause?.originalCode;
}
