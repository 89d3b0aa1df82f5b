import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot, SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';
import pg from 'pg';

/** Connection string of each subgraph's database. */
export function databaseUrls(server: EmbeddedServer): Record<SubgraphName, string> {
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, server.url(name)])) as Record<
    SubgraphName,
    string
  >;
}

/** Creates the databases that are missing and brings all six to the last migration. */
export async function migrateAll(server: EmbeddedServer): Promise<void> {
  for (const name of SUBGRAPHS) {
    await server.createDatabase(name);
    await applyMigrations({
      url: server.url(name),
      directory: join(projectRoot(), 'prisma', name, 'migrations'),
    });
  }
}

/**
 * Loads the demo data of a subgraph, once: the mark that says so is written in the same transaction.
 */
async function loadDemo(server: EmbeddedServer, name: SubgraphName): Promise<void> {
  const script = await readFile(join(projectRoot(), 'prisma', name, 'demo.sql'), 'utf8').catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    },
  );
  if (script === null) return;
  const client = new pg.Client({ connectionString: server.url(name) });
  await client.connect();
  try {
    const { rows } = await client.query<{ done: boolean }>(
      `SELECT to_regclass('public.donnees_demo') IS NOT NULL AS done`,
    );
    if (rows[0]?.done) return;
    await client.query(
      `BEGIN; CREATE TABLE donnees_demo AS SELECT now() AS charge_le; ${script}; COMMIT`,
    );
  } finally {
    await client.end();
  }
}

/** Loads the demo data of every subgraph that has some and does not hold it yet. */
export async function loadAllDemo(server: EmbeddedServer): Promise<void> {
  for (const name of SUBGRAPHS) await loadDemo(server, name);
}
