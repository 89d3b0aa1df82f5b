import { join } from 'node:path';

import { projectRoot, SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { applyMigrations, loadDemo } from '@caisse/subgraph-kit/migrations';
import type { EmbeddedServer } from '@caisse/subgraph-kit/postgres';

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
 * Loads the demo data of every subgraph that has some and does not hold it yet, and the demo accounts, which exist in
 * this mode alone: a folder of before there was sign-in gets them too.
 */
export async function loadAllDemo(server: EmbeddedServer): Promise<void> {
  for (const name of SUBGRAPHS) {
    const file = join(projectRoot(), 'prisma', name, 'demo.sql');
    await loadDemo({ url: server.url(name), file });
  }
  const file = join(projectRoot(), 'prisma', 'caisse', 'demo-comptes.sql');
  await loadDemo({ url: server.url('caisse'), file, mark: 'comptes_demo' });
}
