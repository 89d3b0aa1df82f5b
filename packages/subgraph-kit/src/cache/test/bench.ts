import { createLogger } from '../../logging.ts';
import { createMetrics } from '../../metrics.ts';
import type { ReadOutcome } from '../cache-metrics.ts';
import type { CacheStore } from '../store.ts';
import { type CacheOptions, versionedCache, type VersionedCache } from '../versioned-cache.ts';

/** A row of the tests. */
export interface Row {
  id: string;
  quantity: number;
  version: number;
}

/** Rows in memory that play the database, read and written through a cache under test. */
export interface Bench {
  cache: VersionedCache<Row>;
  /** Ids of each statement that was sent. */
  statements: string[][];
  /** Writes past the cache and publishes. */
  write(id: string, quantity: number): Promise<Row>;
  /** Writes without telling the cache. */
  writeUntold(id: string, quantity: number): Row;
  read(...ids: string[]): Promise<(number | null)[]>;
  /** Called before each statement answers: what goes on meanwhile. */
  meanwhile: () => Promise<void>;
  reads(outcome: ReadOutcome): Promise<number>;
  trips(operation: string, outcome?: string): Promise<number>;
}

export function createBench(
  store: CacheStore | undefined,
  { prefix = 'essai', ...options }: Partial<CacheOptions<Row>> = {},
): Bench {
  const table = new Map<string, Row>();
  const metrics = createMetrics('essai');
  const valueOf = async (name: string, labels: Record<string, string>) => {
    const metric = await metrics.registry.getSingleMetric(name)?.get();
    return (
      metric?.values.find((v) => Object.entries(labels).every(([k, l]) => v.labels[k] === l))
        ?.value ?? Number.NaN
    );
  };
  const bench: Bench = {
    statements: [],
    meanwhile: () => Promise.resolve(),
    cache: versionedCache<Row>({
      ...{ store, prefix, metrics },
      entity: 'essai',
      logger: createLogger('essai', 'silent'),
      idOf: ({ id }) => id,
      async read(ids) {
        bench.statements.push([...ids]);
        // What a statement sees is fixed when it begins.
        const rows = ids.flatMap((id) => table.get(id) ?? []);
        await bench.meanwhile();
        return rows;
      },
      encode: ({ quantity }) => JSON.stringify([quantity]),
      decode(payload, id, version) {
        try {
          const [quantity] = JSON.parse(payload) as [number];
          return Number.isInteger(quantity) ? { id, quantity, version } : null;
        } catch {
          return null;
        }
      },
      ...options,
    }),
    writeUntold(id, quantity) {
      const row = { id, quantity, version: (table.get(id)?.version ?? 0) + 1 };
      table.set(id, row);
      return row;
    },
    async write(id, quantity) {
      const row = bench.writeUntold(id, quantity);
      await bench.cache.publier([row]);
      return row;
    },
    async read(...ids) {
      const loader = bench.cache.loader();
      const rows = await Promise.all(ids.map((id) => loader.load(id)));
      return rows.map((row) => row?.quantity ?? null);
    },
    reads: (resultat) => valueOf('cache_lectures_total', { resultat }),
    trips: (operation, resultat = 'reussi') =>
      valueOf('cache_allers_retours_total', { operation, resultat }),
  };
  return bench;
}
