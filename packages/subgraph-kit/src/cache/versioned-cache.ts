import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import { cacheMetrics, measuredStore, type ReadOutcome } from './cache-metrics.ts';
import { collect } from './collect.ts';
import { guardedStore } from './guarded-store.ts';
import { readThrough, type Rows } from './read-through.ts';
import type { RemoteStore } from './redis-store.ts';
import { type CacheStore, LEASE_MS, LIFE_MS } from './store.ts';

/** Rows of one kind, and how they are read and written as texts. */
export interface CacheOptions<Value extends { version: number }> {
  /** Where entries are kept; without one everything is read from the database. */
  store: CacheStore | RemoteStore | undefined;
  /** Value of the label `entite`. */
  entity: string;
  /** What the keys of these rows begin with; nobody else writes under it. */
  prefix: string;
  /** The row's id, as a text without line ends. */
  idOf: (value: Value) => string;
  /** Reads rows in one statement, in any order; what does not exist is absent. */
  read: (ids: readonly string[]) => Promise<readonly Value[]>;
  /** The payload; the version is kept beside it. */
  encode: (value: Value) => string;
  /** Null when the text is not what `encode` writes: cut short, or somebody else's. */
  decode: (payload: string, id: string, version: number) => Value | null;
  metrics: Pick<Metrics, 'registry'>;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** Clock, in milliseconds. */
  now?: () => number;
  /** How long a cache that came back is not believed, in milliseconds. */
  trustAfterMs?: number | undefined;
}

/**
 * Rows read through the cache and written past it: a row's `version` grows by one at each of its writes.
 */
export interface VersionedCache<Value> {
  /** For one request: what it asks twice is read once, what it asks at the same time is one batch. */
  loader(): Pick<DataLoader<string, Value | null>, 'load'>;
  /** Tells what was written, after its commit and before the writer answers. Never throws. */
  publier: (values: readonly Value[]) => Promise<void>;
  /** For people: how the cache is doing, in a word. */
  state: () => string;
  /** Waits for the fills on their way. The store is closed by whoever opened it. */
  close(): Promise<void>;
}

/** Reads that the cache is no help for: at most so many at once, which leaves connections to the writers. */
const TOGETHER = { windowMs: 2, inFlightMax: 4 };
/** What requests of one turn of the event loop ask for is one round trip. */
const AT_ONCE = { windowMs: 0, inFlightMax: Infinity };

/** Makes the cache of one kind of row. docs/adr/0012 tells why each step is as it is. */
export function versionedCache<Value extends { version: number }>(
  options: CacheOptions<Value>,
): VersionedCache<Value> {
  const { entity, prefix, idOf, encode, decode, now = () => performance.now() } = options;
  const metrics = cacheMetrics(options.metrics.registry, entity);
  const { store, shutdown } = open(options, metrics);
  const count = (resultat: ReadOutcome, n = 1) => {
    metrics.reads.inc({ entite: entity, resultat }, n);
  };
  const nameOf = (id: string) => `${prefix}:${id}`;
  const read = async (ids: readonly string[]): Promise<Rows<Value>> =>
    new Map((await options.read(ids)).map((value) => [idOf(value), value]));
  const readTogether = collect({ ...TOGETHER, read });
  const pending = new Set<Promise<void>>();
  /** What a publication that failed may have left old in the cache, for as long as it may live there. */
  const untold = new LRUCache<string, true>({
    max: 100_000,
    ttl: LIFE_MS + LEASE_MS,
    ttlResolution: 0,
    perf: { now },
  });

  const readCached =
    store &&
    collect({
      ...AT_ONCE,
      read: readThrough({
        ...{ store, nameOf, read, readTogether, encode, decode, count, pending, now },
        versionOf: ({ version }) => version,
      }),
    });

  async function readAll(ids: readonly string[]): Promise<Rows<Value>> {
    if (!readCached) return readTogether(ids);
    const past = ids.filter((id) => untold.has(id));
    if (past.length === 0) return readCached(ids);
    count('contournement', past.length);
    const through = ids.filter((id) => !past.includes(id));
    const [a, b] = await Promise.all([
      readTogether(past),
      through.length > 0 ? readCached(through) : undefined,
    ]);
    return new Map([...(b ?? []), ...a]);
  }

  return {
    loader: () =>
      new DataLoader(async (ids: readonly string[]) => {
        const rows = await readAll(ids);
        return ids.map((id) => rows.get(id) ?? null);
      }),
    async publier(values) {
      if (!store || values.length === 0) return;
      try {
        await store.publier(
          values.map((value) => ({
            key: nameOf(idOf(value)),
            version: value.version,
            payload: encode(value),
          })),
        );
      } catch {
        // Counted and logged where it failed. Other processes see the old row until its entry ends.
        for (const value of values) untold.set(idOf(value), true);
      }
    },
    state: () => store?.state() ?? 'sans cache',
    async close() {
      await Promise.all(pending);
      shutdown();
    },
  };
}

/** A store of this process is believed and always there; one that others share is guarded. */
function open<Value extends { version: number }>(
  { store, logger, now, trustAfterMs }: CacheOptions<Value>,
  metrics: ReturnType<typeof cacheMetrics>,
): { store: CacheStore | undefined; shutdown: () => void } {
  if (!store) return { store: undefined, shutdown: () => undefined };
  const measured = measuredStore(store, metrics);
  if (!('onReady' in measured)) return { store: measured, shutdown: () => undefined };
  const guarded = guardedStore(measured, { metrics, logger, now, trustAfterMs });
  return { store: guarded, shutdown: guarded.close };
}
