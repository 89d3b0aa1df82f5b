import { describe, expect, test } from '@jest/globals';

import { memoryStore } from './memory-store.ts';
import type { CacheStore, Found } from './store.ts';
import { cacheContract } from './test/cache-contract.ts';
import { createBench } from './test/bench.ts';

describe('reading through the cache of this process', () => {
  const store = memoryStore();
  cacheContract(() => store);
});

describe('a row that somebody else is filling', () => {
  /** Held by another reader for so many looks, and filled then. */
  const filledAfter = (looks: number): CacheStore => ({
    ...memoryStore(),
    lire: (keys) => {
      looks -= 1;
      const found: Found =
        looks < 0 ? { kind: 'value', version: 1, payload: '[7]' } : { kind: 'leased' };
      return Promise.resolve(keys.map(() => found));
    },
  });

  test('is waited for a little, so that a crowd costs no statement', async () => {
    const bench = createBench(filledAfter(3));
    expect(await bench.read('a')).toEqual([7]);
    expect(bench.statements).toEqual([]);
  });

  test('is read from the database when it takes too long', async () => {
    const bench = createBench(filledAfter(Infinity));
    bench.writeUntold('a', 1);
    expect(await bench.read('a')).toEqual([1]);
    expect(bench.statements).toEqual([['a']]);
    expect(await bench.reads('bail_occupe')).toBe(1);
  });
});

test('a payload that nobody understands is read from the database without a second look', async () => {
  const bench = createBench({
    ...memoryStore(),
    lire: (keys) =>
      Promise.resolve(keys.map((): Found => ({ kind: 'value', version: 1, payload: 'illisible' }))),
  });
  bench.writeUntold('a', 1);
  expect(await bench.read('a')).toEqual([1]);
  expect(bench.statements).toEqual([['a']]);
  expect(await bench.trips('lire')).toBe(1);
});

describe('without a cache', () => {
  test('rows are read from the database, those of the same moment together', async () => {
    const bench = createBench(undefined);
    bench.writeUntold('a', 1);
    bench.writeUntold('b', 2);
    const [one, two] = await Promise.all([bench.read('a', 'b'), bench.read('b', 'c')]);
    expect([one, two]).toEqual([
      [1, 2],
      [2, null],
    ]);
    expect(bench.statements).toEqual([['a', 'b', 'c']]);
    await bench.write('a', 3);
    expect(await bench.read('a')).toEqual([3]);
    expect(bench.cache.state()).toBe('sans cache');
  });
});
