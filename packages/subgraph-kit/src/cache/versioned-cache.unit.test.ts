import { describe, expect, test } from '@jest/globals';

import { memoryStore } from './memory-store.ts';
import { cacheContract } from './test/cache-contract.ts';
import { createBench } from './test/bench.ts';

describe('reading through the cache of this process', () => {
  const store = memoryStore();
  cacheContract(() => store);
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
