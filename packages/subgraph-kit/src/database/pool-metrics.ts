import type pg from 'pg';
import { Gauge } from 'prom-client';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';

/** Shows how full a pool is. */
export function observePool(pool: pg.Pool, poolMax: number, metrics: Metrics): void {
  const registers = [metrics.registry];
  new Gauge({
    name: 'sql_pool_connections',
    help: 'Connections of the database pool, by state.',
    labelNames: ['etat'],
    registers,
    collect() {
      this.set({ etat: 'occupee' }, pool.totalCount - pool.idleCount);
      this.set({ etat: 'libre' }, pool.idleCount);
      this.set({ etat: 'attente' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'sql_pool_connections_max',
    help: 'Most connections of the database pool.',
    registers,
  }).set(poolMax);
}

/** What the service's role may know of its own database. */
const STATE = `/* base.etat */
  SELECT d.numbackends, d.xact_commit, d.xact_rollback, d.blks_hit, d.blks_read, d.deadlocks, d.temp_bytes,
    pg_database_size(d.datid) AS size,
    coalesce((SELECT extract(epoch FROM now() - min(a.xact_start)) FROM pg_stat_activity AS a
      WHERE a.datid = d.datid AND a.backend_xid IS NOT NULL AND a.pid <> pg_backend_pid()), 0) AS oldest_write,
    (SELECT count(*) FROM pg_stat_activity AS a
      WHERE a.datid = d.datid AND a.wait_event_type = 'Lock') AS lock_waits
  FROM pg_stat_database AS d WHERE d.datname = current_database()`;

/** Name, PostgreSQL's column, and what it says. Counters of the server are shown as they stand there. */
const FIGURES = [
  ['pg_base_connexions', 'numbackends', 'Connections to the database.'],
  ['pg_base_commits_total', 'xact_commit', 'Transactions committed.'],
  ['pg_base_rollbacks_total', 'xact_rollback', 'Transactions rolled back.'],
  ['pg_base_blocs_en_memoire_total', 'blks_hit', 'Blocks found in shared buffers.'],
  ['pg_base_blocs_lus_total', 'blks_read', 'Blocks read from outside shared buffers.'],
  ['pg_base_interblocages_total', 'deadlocks', 'Deadlocks.'],
  ['pg_base_octets_temporaires_total', 'temp_bytes', 'Bytes written to temporary files.'],
  ['pg_base_taille_octets', 'size', 'Size of the database.'],
  [
    'pg_base_ecriture_la_plus_ancienne_secondes',
    'oldest_write',
    'Age of the oldest open transaction that has written: it holds the sales log back.',
  ],
  ['pg_base_attentes_verrou', 'lock_waits', 'Connections that wait for a lock.'],
] as const;

/**
 * Shows what PostgreSQL says of the service's database, asked when somebody reads it. Replicas of a service show the
 * same figures.
 */
export function observeServer(pool: pg.Pool, logger: Logger, metrics: Metrics): void {
  let reading: Promise<Record<string, string> | undefined> | undefined;
  const read = () => {
    reading ??= pool
      .query<Record<string, string>>(STATE)
      .then(({ rows }) => rows[0])
      .catch((err: unknown) => {
        logger.warn({ err }, 'The state of the database could not be read');
        return undefined;
      })
      .finally(() => (reading = undefined));
    return reading;
  };
  for (const [name, column, help] of FIGURES) {
    new Gauge({
      name,
      help,
      registers: [metrics.registry],
      async collect() {
        const state = await read();
        // No figure rather than an old one.
        if (state?.[column] === undefined) this.remove();
        else this.set(Number(state[column]));
      },
    });
  }
}
