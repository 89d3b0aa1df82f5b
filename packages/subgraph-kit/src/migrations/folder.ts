import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';

const LOCK_FILE = 'migration_lock.toml';
const SCRIPT = 'migration.sql';

/**
 * Reads an ordinary Prisma migrations folder (`<timestamp>_<name>/migration.sql`, `migration_lock.toml`)
 * into the shape that the schema engine takes, in the order of the names, which is the order to apply.
 *
 * @throws when the folder, or the script of one migration, is not there.
 */
export async function readMigrations(directory: string): Promise<MigrationList> {
  await access(directory).catch(() => {
    throw new Error(`There is no migrations folder ${directory}.`);
  });
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lock = await readFile(join(directory, LOCK_FILE), 'utf8').catch(() => null);

  return {
    baseDir: directory,
    lockfile: { path: LOCK_FILE, content: lock },
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: SCRIPT,
          content: { tag: 'ok' as const, value: await readScript(directory, name) },
        },
      })),
    ),
    shadowDbInitScript: '',
  };
}

async function readScript(directory: string, name: string): Promise<string> {
  return readFile(join(directory, name, SCRIPT), 'utf8').catch((cause: unknown) => {
    throw new Error(`The migration ${name} has no ${SCRIPT} that can be read.`, { cause });
  });
}
