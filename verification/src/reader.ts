import pg from 'pg';

import type { ReadOptions } from './databases.ts';

/** A connection that the server keeps from writing. */
export interface Reader {
  /** Of the server's process. */
  pid: number;
  rows<Row extends object>(sql: string, params: readonly unknown[]): Promise<Row[]>;
  end(): Promise<void>;
}

/** Opens a connection of the checker. */
export async function connectReader(
  url: string,
  { statementTimeoutMs, gentle, signal }: ReadOptions,
): Promise<Reader> {
  const settings = {
    default_transaction_read_only: 'on',
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: '60s',
    jit: 'off',
    ...(gentle && { max_parallel_workers_per_gather: 0 }),
  };
  const client = new pg.Client({
    connectionString: url,
    application_name: 'verification',
    connectionTimeoutMillis: 5_000,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // Without a listener a lost connection would end the process; the next statement reports it.
  client.on('error', () => undefined);
  const cut = () => client.connection.stream.destroy();
  signal?.addEventListener('abort', cut);
  client.on('end', () => signal?.removeEventListener('abort', cut));
  signal?.throwIfAborted();
  await client.connect();
  const rows = async <Row extends object>(sql: string, params: readonly unknown[]) =>
    (await client.query<Row & pg.QueryResultRow>(sql, [...params])).rows;
  const [own] = await rows<{ pid: number }>('SELECT pg_backend_pid() AS pid', []);
  return { pid: own?.pid ?? 0, rows, end: () => client.end() };
}
