import { LRUCache } from 'lru-cache';

import { type CacheStore, type Found, LEASE_MS } from './store.ts';

type Entry = { kind: 'lease'; token: string } | { kind: 'value'; version: number; payload: string };

/** About 100 bytes each: some tens of megabytes at most. */
const ENTRIES_MAX = 100_000;

/**
 * Keeps the cache in this process, for the standalone mode, in which one process makes all the writes. The same
 * steps as in Redis, each atomic because nothing else runs meanwhile.
 *
 * @param now clock, in milliseconds
 */
export function memoryStore(now: () => number = () => performance.now()): CacheStore {
  const entries = new LRUCache<string, Entry>({
    max: ENTRIES_MAX,
    ttl: LEASE_MS,
    ttlResolution: 0,
    perf: { now },
  });

  function read(key: string, token: string): Found {
    const entry = entries.get(key);
    if (entry?.kind === 'value') return entry;
    if (entry) return { kind: 'leased' };
    entries.set(key, { kind: 'lease', token });
    return { kind: 'absent' };
  }

  return {
    lire: (keys, token) => Promise.resolve(keys.map((key) => read(key, token))),
    remplir(token, fillings) {
      for (const { key, version, payload, lifeMs } of fillings) {
        const entry = entries.get(key);
        if (entry?.kind !== 'lease' || entry.token !== token) continue;
        entries.set(key, { kind: 'value', version, payload }, { ttl: lifeMs });
      }
      return Promise.resolve();
    },
    publier(publications) {
      for (const { key, version, payload } of publications) {
        const entry = entries.get(key);
        if (entry?.kind === 'lease') entries.delete(key);
        else if (entry && entry.version < version)
          entries.set(key, { kind: 'value', version, payload }, { noUpdateTTL: true });
      }
      return Promise.resolve();
    },
    state: () => 'en mémoire',
  };
}
