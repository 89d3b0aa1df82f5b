import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { type EmbeddedServer, startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';
import { waitFor } from '@caisse/subgraph-kit/test';

import { copierGabarit } from './gabarit.ts';

export type Urls = Record<SubgraphName, string>;

/** The PostgreSQL server of a run, with its six databases. */
export interface Base {
  urls: Urls;
  /** Runs one statement as an onlooker, on a connection of its own. */
  sql<Ligne extends pg.QueryResultRow>(
    subgraph: SubgraphName,
    texte: string,
    valeurs?: unknown[],
  ): Promise<Ligne[]>;
  /** Deadlocks in the server's log since its start. */
  interblocages(): Promise<number>;
  /** SIGQUIT to the postmaster: no checkpoint, every connection cut, as after a power cut of the server. */
  arreterNet(): Promise<void>;
  /** Starts again on the same port and waits until it answers. */
  redemarrer(): Promise<void>;
  fermer(): Promise<void>;
}

const SETTINGS = { log_min_messages: 'error', deadlock_timeout: '100ms' };

/** Starts the server, with six databases that are migrated and hold the demo data. */
export async function ouvrirBase(dossier: string): Promise<Base> {
  const dataDir = join(dossier, 'postgresql');
  await copierGabarit(dataDir);
  let serveur: EmbeddedServer | undefined = await startEmbeddedPostgres({
    dataDir,
    settings: SETTINGS,
  });
  const urls = Object.fromEntries(SUBGRAPHS.map((s) => [s, serveur?.url(s) ?? ''])) as Urls;
  const port = Number(new URL(urls.vente).port);

  const pools = new Map<SubgraphName, pg.Pool>();
  const pool = (s: SubgraphName) => {
    const connu = pools.get(s) ?? new pg.Pool({ connectionString: urls[s], max: 3 });
    if (!pools.has(s)) connu.on('error', () => undefined);
    pools.set(s, connu);
    return connu;
  };
  const sql: Base['sql'] = async <L extends pg.QueryResultRow>(
    s: SubgraphName,
    t: string,
    v?: unknown[],
  ) => (await pool(s).query<L>(t, v)).rows;

  return {
    urls,
    sql,
    interblocages: async () => {
      const texte = await readFile(join(dataDir, 'postgresql.log'), 'utf8');
      return texte.split('deadlock detected').length - 1;
    },
    async arreterNet() {
      const [pid] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      await waitFor(() => !existe(Number(pid)), { timeoutMs: 20_000 });
      // Ends the ownership of the folder; the server itself has ended.
      await serveur?.stop();
      serveur = undefined;
    },
    async redemarrer() {
      serveur = await startEmbeddedPostgres({ dataDir, port, settings: SETTINGS });
      await waitFor(() => sql('vente', 'SELECT 1'), { timeoutMs: 30_000 });
    },
    async fermer() {
      await Promise.all([...pools.values()].map((p) => p.end()));
      await serveur?.stop();
    },
  };
}

function existe(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
