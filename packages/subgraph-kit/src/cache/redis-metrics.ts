import { Gauge } from 'prom-client';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';

/** Name, the line of Redis's INFO, and what it says. Counters of the server are shown as they stand there. */
const FIGURES = [
  ['redis_memoire_octets', 'used_memory', 'Memory that Redis uses for data.'],
  [
    'redis_memoire_max_octets',
    'maxmemory',
    'Memory that Redis may use; beyond it entries are evicted.',
  ],
  ['redis_evictions_total', 'evicted_keys', 'Entries evicted for want of memory.'],
  ['redis_succes_total', 'keyspace_hits', 'Look-ups of keys that were there.'],
  ['redis_absences_total', 'keyspace_misses', 'Look-ups of keys that were not there.'],
  ['redis_commandes_total', 'total_commands_processed', 'Commands done.'],
  ['redis_clients', 'connected_clients', 'Connections of clients.'],
  ['redis_duree_de_vie_secondes', 'uptime_in_seconds', 'Time since Redis started, always empty.'],
] as const;

/**
 * Shows what Redis says of itself, asked through the service's own connection when somebody reads it. Every process
 * that uses this Redis shows the same figures.
 *
 * @param redis gives the text of INFO
 */
export function observeRedis(
  redis: { info(): Promise<string> },
  metrics: Metrics,
  logger: Pick<Logger, 'debug'>,
): void {
  let reading: Promise<ReadonlyMap<string, number>> | undefined;
  const read = () => {
    reading ??= redis
      .info()
      .then(parseInfo)
      .catch((err: unknown) => {
        // The breaker and the client tell the outage; this only has nothing to show.
        logger.debug({ err }, 'The state of Redis could not be read');
        return new Map<string, number>();
      })
      .finally(() => (reading = undefined));
    return reading;
  };
  for (const [name, line, help] of FIGURES) {
    new Gauge({
      name,
      help,
      registers: [metrics.registry],
      async collect() {
        const value = (await read()).get(line);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }
}

/** The lines `name:number` of INFO. */
export function parseInfo(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^(\w+):(\d+(?:\.\d+)?)\r?$/gm)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  );
}
