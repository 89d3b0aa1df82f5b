import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

/** Any constant does, as long as nothing else in these databases uses it as an advisory lock. */
const LOCK_KEY = 7_201_812;
const LOOK_MS = 100;

/** Whether the database is being migrated, for who had better not read it for long meanwhile. */
export const MIGRATION_UNDER_WAY = `
  SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND classid = 0 AND objid = ${LOCK_KEY} AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  ) AS migrating`;

/**
 * Runs `work` while no other process migrates the same database. The lock belongs to a connection of
 * its own, so it is released even if this process is killed.
 */
export async function withMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'migrations' });
  await client.connect();
  try {
    // Asked again and again: one that waits within its statement is an old reader, and an index that is built beside
    // the work waits for all of these. Each would wait for the other.
    while (!(await take(client))) await delay(LOOK_MS);
    return await work();
  } finally {
    await client.end();
  }
}

async function take(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS taken`,
  );
  return rows[0]?.taken === true;
}
