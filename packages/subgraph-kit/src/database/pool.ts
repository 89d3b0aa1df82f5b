import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import { observePool, observeServer } from './pool-metrics.ts';
import { methodOf, sqlOf, statementNames } from './statement-names.ts';
import { observedQueries } from './observed-queries.ts';

/** How a service reaches its own database. */
export interface DatabaseOptions {
  url: string;
  /** Name shown in pg_stat_activity. */
  service: string;
  poolMax?: number;
  logger: Logger;
  metrics: Metrics;
}

/** A service's pool, as Prisma's driver adapter. */
export interface Database {
  adapter: PrismaPg;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Ends the pool; to be called after Prisma's own $disconnect. */
  close(): Promise<void>;
}

/**
 * Opens the pool of a service. No connection is made before the first query.
 *
 * The time-outs are the ladder of docs/architecture.md: a lock 1 s, a statement 2 s, a connection 2 s;
 * an idle open transaction, which would hold back the event log's horizon, 5 s.
 */
export function openDatabase({
  url,
  service,
  poolMax = 10,
  logger,
  metrics,
}: DatabaseOptions): Database {
  const pool = new (observedQueries(metrics))({
    connectionString: url,
    max: poolMax,
    application_name: service,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 2_000,
    // The server's own limit is of no help when the server does not answer at all.
    query_timeout: 3_000,
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 5_000,
    Client: countingClient(metrics),
  });
  // Without a listener, a PostgreSQL restart would end the process.
  pool.on('error', (err) => {
    logger.warn({ err }, 'A database connection was lost');
  });
  observePool(pool, poolMax, metrics);
  observeServer(pool, logger, metrics);
  return {
    adapter: new PrismaPg(pool, {
      statementNameGenerator: statementNames(),
      onConnectionError: (err) => logger.warn({ err }, 'Database connection error'),
    }),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

/** A client that counts each statement it sends: figures of SQL per request are measured, not guessed. */
function countingClient(metrics: Metrics): typeof pg.Client {
  return class extends pg.Client {
    // The driver's overloads cannot be restated without loss; the arguments pass through untouched.
    override query(...args: unknown[]): never {
      metrics.sqlStatements.inc({ methode: methodOf(sqlOf(args[0])) ?? 'autre' });
      return (super.query as (...all: unknown[]) => never).apply(this, args);
    }
  };
}
