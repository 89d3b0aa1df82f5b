import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';

import { createGate } from './gate.ts';
import { connectReader, type Reader } from './reader.ts';

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

export interface OpenDatabases {
  databases: Databases;
  /** Waits until no database is being migrated, after what was read gave way to it. */
  calm: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Opens one connection to each database, at its first use. The server itself refuses any write on them.
 *
 * Whatever is being read when one of them is migrated ends at once, with a `GaveWay`.
 */
export function openDatabases(urls: DatabaseUrls, options: ReadOptions): OpenDatabases {
  const gate = createGate(urls, options.signal);
  const closers: (() => Promise<void>)[] = [];
  const open = (name: SubgraphName): ReadOnlyDatabase => {
    let connection: Promise<Reader> | undefined;
    closers.push(async () => {
      await (await connection?.catch(() => undefined))?.end();
    });
    const database: ReadOnlyDatabase = {
      query: async <Row extends object>(sql: string, params: readonly unknown[] = []) => {
        gate.check();
        const reader = await (connection ??= connectReader(urls[name], options));
        return gate.pass(name, reader.pid, () => reader.rows<Row>(sql, params));
      },
      snapshot: (work) =>
        gate.hold(name, async () => {
          await database.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
          try {
            return await work();
          } finally {
            await (await connection)?.rows('ROLLBACK', []).catch(() => undefined);
          }
        }),
    };
    return database;
  };
  return {
    databases: Object.fromEntries(SUBGRAPHS.map((name) => [name, open(name)])) as Record<
      SubgraphName,
      ReadOnlyDatabase
    >,
    calm: () => gate.calm(),
    close: async () => {
      await Promise.all([gate.close(), ...closers.map((close) => close())]);
    },
  };
}
