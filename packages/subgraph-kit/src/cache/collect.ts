import { setTimeout as wait } from 'node:timers/promises';

/** How requests that ask at about the same time are put together. */
export interface CollectOptions<Key, Value> {
  /** How long the first of a batch waits for others, in milliseconds; 0 is the end of this turn of the event loop. */
  windowMs: number;
  /** Batches on their way at once; the next ones gather meanwhile. */
  inFlightMax: number;
  /** Reads a batch without duplicates; what does not exist is absent from the answer. */
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
}

interface Batch<Key, Value> {
  keys: Set<Key>;
  result: Promise<ReadonlyMap<Key, Value>>;
}

/**
 * Puts together what several requests ask for. A request joins only a batch that has not left: what it is told was
 * read after it asked. Joining one that is on its way, as a single flight does, would show it what was there before.
 *
 * @returns reads keys; rejects as the batch does
 */
export function collect<Key, Value>({
  windowMs,
  inFlightMax,
  read,
}: CollectOptions<Key, Value>): (keys: Iterable<Key>) => Promise<ReadonlyMap<Key, Value>> {
  let gathering: Batch<Key, Value> | undefined;
  let inFlight = 0;
  const waiting: (() => void)[] = [];

  async function leave(batch: { keys: Set<Key> }): Promise<ReadonlyMap<Key, Value>> {
    await (windowMs === 0 ? new Promise(setImmediate) : wait(windowMs));
    if (inFlight >= inFlightMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else inFlight += 1;
    // From here on nobody joins it.
    if (gathering?.keys === batch.keys) gathering = undefined;
    try {
      return await read([...batch.keys]);
    } finally {
      // The place goes to the next in line, or is given back.
      const next = waiting.shift();
      if (next) next();
      else inFlight -= 1;
    }
  }

  return (keys) => {
    if (!gathering) {
      const batch = { keys: new Set<Key>() };
      gathering = { ...batch, result: leave(batch) };
    }
    for (const key of keys) gathering.keys.add(key);
    return gathering.result;
  };
}
