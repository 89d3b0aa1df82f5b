import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { applyMigrations } from '../migrations/index.ts';
import { projectRoot } from '../project-root.ts';

const OBJECT_IN_USE = '55006';

/** The migrations folder of a subgraph. */
export function migrationsOf(subgraph: string): string {
  return join(projectRoot(), 'prisma', subgraph, 'migrations');
}

/**
 * Makes sure that the migrated database from which the tests of a subgraph are cloned exists. Test
 * files run in several processes: the first one migrates while the others wait for it.
 *
 * @param admin connection to the `postgres` database, on which all of them meet.
 * @returns the name of the template database.
 */
export async function ensureTemplate(
  admin: pg.Client,
  serverUrl: string,
  directory: string,
): Promise<string> {
  const name = `template_${digest(directory)}`;
  // Advisory locks count per database, so the key only has to differ between templates.
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await buildTemplate(admin, serverUrl, directory, name);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
  }
}

/** Built under another name and renamed when complete: one with the final name is always migrated. */
async function buildTemplate(
  admin: pg.Client,
  serverUrl: string,
  directory: string,
  name: string,
): Promise<void> {
  const draft = `${name}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft}`);
  const url = new URL(serverUrl);
  url.pathname = `/${draft}`;
  await applyMigrations({ url: url.href, directory });
  await whenFree(() => admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`));
  // A connection to it, even a short one, would make every clone wait.
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
}

/** The server notices a little later than the client that a connection is closed. */
async function whenFree(action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await action();
      return;
    } catch (error) {
      if ((error as pg.DatabaseError).code !== OBJECT_IN_USE || attempt === 100) throw error;
      await delay(20);
    }
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
