import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { ReadOutcome } from './cache-metrics.ts';
import { collect } from './collect.ts';
import { CacheBypassed } from './guarded-store.ts';
import { type CacheStore, type Found, LIFE_MS, UNKNOWN_LIFE_MS } from './store.ts';

/** Rows by id; an id whose row does not exist is absent. */
export type Rows<Value> = ReadonlyMap<string, Value>;

interface ReadThroughOptions<Value> {
  store: CacheStore;
  /** The entry's key in the store. */
  nameOf: (id: string) => string;
  /** Reads a batch from the database now. */
  read: (ids: readonly string[]) => Promise<Rows<Value>>;
  /** Reads from the database without hurry, with what others want. */
  readTogether: (ids: readonly string[]) => Promise<Rows<Value>>;
  encode: (value: Value) => string;
  decode: (payload: string, id: string, version: number) => Value | null;
  versionOf: (value: Value) => number;
  count: (outcome: ReadOutcome, n?: number) => void;
  /** Fills on their way, for whoever waits for them. */
  pending: Set<Promise<void>>;
  now: () => number;
}

/**
 * Reads a batch through the cache: one round trip; then one statement for what this reader is to fill, and one round
 * trip that fills, which nobody waits for. What others are filling is looked at again for some milliseconds, and then read
 * with all that want it.
 *
 * @returns reads ids; rejects only when the database does
 */
export function readThrough<Value>({
  store,
  nameOf,
  read,
  readTogether,
  encode,
  decode,
  versionOf,
  count,
  pending,
  now,
}: ReadThroughOptions<Value>): (ids: readonly string[]) => Promise<Rows<Value>> {
  /** Decides what each entry is good for. */
  function sort(ids: readonly string[], found: readonly Found[], note: typeof count) {
    const rows = new Map<string, Value>();
    const toFill: string[] = [];
    const unreadable: string[] = [];
    const leased: string[] = [];
    for (const [rank, id] of ids.entries()) {
      const entry = found[rank];
      if (entry?.kind === 'value') {
        const value = entry.version === 0 ? null : decode(entry.payload, id, entry.version);
        const understood = value !== null || entry.version === 0;
        if (value !== null) rows.set(id, value);
        if (!understood) unreadable.push(id);
        note(understood ? 'succes' : 'etranger');
      } else if (entry?.kind === 'absent' || entry?.kind === 'foreign') {
        toFill.push(id);
        note(entry.kind === 'absent' ? 'absence' : 'etranger');
      } else {
        leased.push(id);
        note('bail_occupe');
      }
    }
    return { rows, toFill, unreadable, leased };
  }

  function fill(token: string, ids: readonly string[], rows: Rows<Value>, ageMs: number): void {
    const entries = ids.map((id) => {
      const value = rows.get(id);
      return value === undefined
        ? { key: nameOf(id), version: 0, payload: '', lifeMs: UNKNOWN_LIFE_MS }
        : {
            key: nameOf(id),
            version: versionOf(value),
            payload: encode(value),
            lifeMs: lifeOf(ageMs),
          };
    });
    // Whoever asked has the answer; an entry that is not filled is read from the database again.
    const filling = store
      .remplir(token, entries)
      .catch(() => undefined)
      .finally(() => pending.delete(filling));
    pending.add(filling);
  }

  /** @param readLeased how what others are filling is read */
  async function readWith(
    ids: readonly string[],
    note: typeof count,
    readLeased: (ids: readonly string[]) => Promise<Rows<Value>>,
  ): Promise<Rows<Value>> {
    const token = randomBytes(9).toString('base64url');
    const since = now();
    let found: Found[];
    try {
      found = await store.lire(ids.map(nameOf), token);
    } catch (error) {
      note(error instanceof CacheBypassed ? 'contournement' : 'erreur', ids.length);
      return readTogether(ids);
    }
    const { rows, toFill, unreadable, leased } = sort(ids, found, note);
    if (rows.size === ids.length) return rows;
    const [filled, ...others] = await Promise.all([
      toFill.length > 0 ? read(toFill) : undefined,
      // Nothing to wait for: it stays what it is until its entry ends.
      unreadable.length > 0 ? readTogether(unreadable) : undefined,
      leased.length > 0 ? readLeased(leased) : undefined,
    ]);
    if (filled) fill(token, toFill, filled, now() - since);
    return new Map([rows, filled, ...others].flatMap((part) => [...(part ?? [])]));
  }

  /** Looks again until it is filled, and asks the database when it takes too long. Counted already. */
  const readPatiently = (
    ids: readonly string[],
    [pauseMs, ...pausesMs]: readonly number[],
  ): Promise<Rows<Value>> =>
    readWith(
      ids,
      () => undefined,
      async (missing) => {
        if (pauseMs === undefined) return read(missing);
        await wait(pauseMs);
        return readPatiently(missing, pausesMs);
      },
    );
  const readAgain = collect<string, Value>({
    ...ONE_BY_ONE,
    read: (ids) => readPatiently(ids, PAUSES_MS),
  });
  return (ids) => readWith(ids, count, readAgain);
}

/** However many want a row that another reader fills, and however long they keep coming. */
const ONE_BY_ONE = { windowMs: 2, inFlightMax: 1 };
/**
 * Between looks at what another reader fills, who has sent its statement already: together a little longer than that
 * takes on a busy machine. Without them a crowd that comes in waves costs a statement a wave.
 */
const PAUSES_MS = [5, 20];

/** At random, so that what was filled together does not end together; less what reading it already took. */
function lifeOf(ageMs: number): number {
  return Math.max(1, Math.round(LIFE_MS * (0.8 + 0.2 * Math.random()) - ageMs));
}
