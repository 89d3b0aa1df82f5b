import pg from 'pg';

/** Any constant does, as long as nothing else in these databases uses it as an advisory lock. */
const LOCK_KEY = 7_201_812;

/**
 * Runs `work` while no other process migrates the same database. The lock belongs to a connection of
 * its own, so it is released even if this process is killed.
 */
export async function withMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'migrations' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return await work();
  } finally {
    await client.end();
  }
}
