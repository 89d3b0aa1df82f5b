import { resolve } from 'node:path';
import pg from 'pg';
import { migrationAdapter } from './adapter.ts';
import { loadSchemaEngine } from './engine.ts';
import { migrationError } from './error.ts';
import { readMigrations } from './folder.ts';
import { withMigrationLock } from './lock.ts';
import { type MigrationOptions, type MigrationWait, patiently } from './patience.ts';

export { loadDemo } from './demo.ts';
export { describeHolders, type MigrationOptions, type MigrationWait } from './patience.ts';

export interface MigrationTarget {
  /** Connection string of the database, which must exist already. */
  url: string;
  /** Folder that holds `migration_lock.toml` and one folder per migration. */
  directory: string;
}

const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing of an ordinary Prisma migrations folder, as `prisma migrate deploy` would
 * (same `_prisma_migrations` table), but with the WebAssembly engine: nothing is downloaded.
 * Processes that start together take turns; those that come second find nothing to do.
 *
 * Each script is one transaction, so one that fails leaves nothing behind and is tried again, perhaps
 * corrected, by the next call; what came before it stays applied. One that does not get a table's lock in half a second
 * leaves the table's queue, so that those who sell go on, and comes back after a pause.
 *
 * @returns the names of the migrations applied by this call, in order.
 * @throws an error that names the migration that failed, and why.
 */
export async function applyMigrations(
  { url, directory }: MigrationTarget,
  options: MigrationOptions = {},
): Promise<string[]> {
  const migrationsList = await readMigrations(resolve(directory));
  const { SchemaEngine } = await loadSchemaEngine();
  const nameOf = (script: string) =>
    migrationsList.migrationDirectories.find(
      ({ migrationFile: { content } }) => content.tag === 'ok' && content.value === script,
    )?.path;

  let wait: MigrationWait | undefined;
  const onWait = (told: MigrationWait) => {
    wait = told;
    options.onWait?.(told);
  };

  return withMigrationLock(url, async () => {
    // The pool is ours because the engine never closes the one that the adapter would make. One
    // connection, so that a `SET` in a script holds until its end.
    const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'migrations' });
    const watch = new pg.Client({ connectionString: url, application_name: 'migrations' });
    try {
      await watch.connect();
      const engine = await SchemaEngine.new(
        { datamodels: undefined },
        () => undefined,
        migrationAdapter(pool, patiently(watch, nameOf, { ...options, onWait })),
      );
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: FILTERS,
      });
      // The engine refuses to go on after a failure, because elsewhere a script may be half applied.
      for (const migrationName of failedMigrationNames)
        await engine.markMigrationRolledBack({ migrationName });
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: FILTERS,
      });
      return appliedMigrationNames;
    } catch (cause) {
      throw migrationError(directory, cause, wait);
    } finally {
      await watch.end();
      await pool.end();
    }
  });
}
