import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import pg from 'pg';

/** Connection string of each subgraph's database. */
export type DatabaseUrls = Readonly<Record<SubgraphName, string>>;

/** A database that can be read and not be written. */
export interface ReadOnlyDatabase {
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements on one state of the database. */
  snapshot<Value>(work: () => Promise<Value>): Promise<Value>;
}

export type Databases = Readonly<Record<SubgraphName, ReadOnlyDatabase>>;

/** How to read. */
export interface ReadOptions {
  statementTimeoutMs: number;
  /** Leaves the server's other processors to those who sell. */
  gentle: boolean;
  /** Cuts the connections: what is being read fails at once. */
  signal?: AbortSignal | undefined;
}

/**
 * Opens one connection to each database, at its first use. The server itself refuses any write on them.
 */
export function openDatabases(
  urls: DatabaseUrls,
  options: ReadOptions,
): { databases: Databases; close: () => Promise<void> } {
  const closers: (() => Promise<void>)[] = [];
  const databases = Object.fromEntries(
    SUBGRAPHS.map((name) => {
      const { database, close } = open(urls[name], options);
      closers.push(close);
      return [name, database];
    }),
  ) as Record<SubgraphName, ReadOnlyDatabase>;
  return {
    databases,
    close: async () => {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

function open(url: string, { statementTimeoutMs, gentle, signal }: ReadOptions) {
  let connection: Promise<pg.Client> | undefined;
  const client = () => (connection ??= connect());
  const connect = async () => {
    const settings = {
      default_transaction_read_only: 'on',
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: '60s',
      jit: 'off',
      ...(gentle && { max_parallel_workers_per_gather: 0 }),
    };
    const opened = new pg.Client({
      connectionString: url,
      application_name: 'verification',
      connectionTimeoutMillis: 5_000,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    // Without a listener a lost connection would end the process; the next statement reports it.
    opened.on('error', () => undefined);
    const cut = () => opened.connection.stream.destroy();
    signal?.addEventListener('abort', cut);
    opened.on('end', () => signal?.removeEventListener('abort', cut));
    signal?.throwIfAborted();
    await opened.connect();
    return opened;
  };
  const database: ReadOnlyDatabase = {
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      const { rows } = await (await client()).query<Row>(sql, [...params]);
      return rows;
    },
    async snapshot(work) {
      await database.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      try {
        return await work();
      } finally {
        await database.query('ROLLBACK').catch(() => undefined);
      }
    },
  };
  return {
    database,
    close: async () => {
      const opened = await connection?.catch(() => undefined);
      await opened?.end();
    },
  };
}
