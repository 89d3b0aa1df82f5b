import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testServerUrl } from './environment.ts';
import { ensureTemplate, migrationsOf } from './template.ts';
import { waitFor } from './wait-for.ts';

/** Name of the connection behind `query`, which does not count as left open. */
const OWN_APPLICATION = 'test-database';
const CLOSE_TIMEOUT_MS = 2_000;

export interface TestDatabase {
  /** Connection string, for the pool or the Prisma client of the code under test. */
  url: string;
  /** Runs one statement on a connection of the test's own. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    sql: string,
    params?: unknown[],
  ): Promise<Row[]>;
  /**
   * Deletes the database.
   *
   * @throws when a connection other than that of `query` is still open: the code under test did not
   * close its pool. The database then stays until the end of the run.
   */
  drop(): Promise<void>;
}

/**
 * Gives a test file a database of its own: a clone of the migrated database of a subgraph, empty but
 * for what the migrations put in it. Call it in `beforeAll`, and `drop` in `afterAll`.
 *
 * @param subgraph name of a folder in `prisma/`.
 */
export function createTestDatabase(subgraph: string): Promise<TestDatabase> {
  return cloneMigrated(subgraph, migrationsOf(subgraph));
}

/** The same from any migrations folder; `label` only makes the name of the database readable. */
export async function cloneMigrated(label: string, directory: string): Promise<TestDatabase> {
  const serverUrl = testServerUrl();
  const name = `test_${label}_${randomBytes(6).toString('hex')}`;
  await withAdmin(serverUrl, async (admin) => {
    const template = await ensureTemplate(admin, serverUrl, directory);
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)} TEMPLATE ${template}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  // One connection, made at the first query: many test files never send one.
  let own: Promise<pg.Client> | undefined;

  return {
    url: url.href,
    query: async <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) => {
      const client = await (own ??= connect(url.href));
      return (await client.query<Row>(sql, params)).rows;
    },
    drop: () =>
      withAdmin(serverUrl, async (admin) => {
        await refuseOpenConnections(admin, name);
        await (await own)?.end();
        await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`);
      }),
  };
}

async function refuseOpenConnections(admin: pg.Client, name: string): Promise<void> {
  let open: { application_name: string; state: string; query: string }[] = [];
  const closed = async () => {
    const { rows } = await admin.query<(typeof open)[number]>(
      `SELECT application_name, state, query FROM pg_stat_activity
       WHERE datname = $1 AND backend_type = 'client backend' AND application_name <> $2`,
      [name, OWN_APPLICATION],
    );
    open = rows;
    return open.length === 0;
  };
  // The server may take a moment to see that a connection was closed.
  await waitFor(closed, { timeoutMs: CLOSE_TIMEOUT_MS }).catch(() => {
    const list = open.map(
      (c) =>
        `- ${c.application_name || 'no application name'}, ${c.state}, last: ${c.query.slice(0, 200)}`,
    );
    throw new Error(
      `${open.length} connection(s) to the test database ${name} are still open; ` +
        `close the pool or the Prisma client before drop():\n${list.join('\n')}`,
    );
  });
}

async function withAdmin<T>(serverUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = await connect(serverUrl);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: OWN_APPLICATION });
  await client.connect();
  return client;
}
