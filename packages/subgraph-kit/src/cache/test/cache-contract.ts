import { expect, test } from '@jest/globals';

import { waitFor } from '../../test/wait-for.ts';
import type { CacheStore } from '../store.ts';
import { type Bench, createBench } from './bench.ts';

/**
 * What reading through the cache has to do over every store.
 *
 * @param storeOf gives the store under test
 */
export function cacheContract(storeOf: () => CacheStore): void {
  let benches = 0;
  const newBench = (): Bench =>
    createBench(storeOf(), {
      prefix: `cache:${process.pid}:${(benches += 1)}`,
      trustAfterMs: 0,
    });
  const hundred = Array.from({ length: 100 }, (_, i) => `r${i}`);
  const warm = async (bench: Bench, ...ids: string[]) => {
    await bench.read(...ids);
    await waitFor(async () => (await bench.trips('remplir')) > 0);
  };

  test('cold, a page is one statement and two round trips; warm, none and one', async () => {
    const bench = newBench();
    for (const id of hundred) bench.writeUntold(id, 7);
    expect(await bench.read(...hundred)).toEqual(hundred.map(() => 7));
    await waitFor(async () => (await bench.trips('remplir')) === 1);
    expect(bench.statements).toHaveLength(1);
    expect(await bench.trips('lire')).toBe(1);

    expect(await bench.read(...hundred)).toEqual(hundred.map(() => 7));
    expect(bench.statements).toHaveLength(1);
    expect(await bench.trips('lire')).toBe(2);
    expect(await bench.trips('remplir')).toBe(1);
    expect([await bench.reads('absence'), await bench.reads('succes')]).toEqual([100, 100]);
  });

  test('requests of the same moment share a round trip and a statement', async () => {
    const bench = newBench();
    for (const id of hundred) bench.writeUntold(id, 1);
    await Promise.all(Array.from({ length: 20 }, () => bench.read(...hundred)));
    expect(bench.statements).toHaveLength(1);
    expect(await bench.trips('lire')).toBe(1);
  });

  test('what is written is read at once, from the cache', async () => {
    const bench = newBench();
    bench.writeUntold('a', 1);
    await warm(bench, 'a');
    await bench.write('a', 2);
    expect(await bench.read('a')).toEqual([2]);
    expect(bench.statements).toHaveLength(1);
  });

  test('a row that does not exist is remembered as such, until it is made', async () => {
    const bench = newBench();
    expect(await bench.read('none')).toEqual([null]);
    await waitFor(async () => (await bench.trips('remplir')) === 1);
    expect(await bench.read('none')).toEqual([null]);
    expect(bench.statements).toHaveLength(1);
    await bench.write('none', 5);
    expect(await bench.read('none')).toEqual([5]);
  });

  test('a write during a read is seen by whoever asks after it, and what was read before is not kept', async () => {
    const bench = newBench();
    bench.writeUntold('a', 1);
    let after: (number | null)[] = [];
    bench.meanwhile = async () => {
      bench.meanwhile = () => Promise.resolve();
      await bench.write('a', 2);
      after = await bench.read('a');
    };
    expect(await bench.read('a')).toEqual([1]);
    expect(after).toEqual([2]);
    await waitFor(async () => (await bench.trips('remplir')) >= 1);
    expect(await bench.read('a')).toEqual([2]);
  });

  test('while somebody fills, others read together and do not wait for long', async () => {
    const bench = newBench();
    bench.writeUntold('a', 1);
    let others: (number | null)[][] = [];
    bench.meanwhile = async () => {
      bench.meanwhile = () => Promise.resolve();
      others = await Promise.all(Array.from({ length: 50 }, () => bench.read('a')));
    };
    expect(await bench.read('a')).toEqual([1]);
    expect(others).toEqual(Array.from({ length: 50 }, () => [1]));
    expect(bench.statements).toEqual([['a'], ['a']]);
  });

  test('those who come while somebody fills and others read look into the cache again first', async () => {
    const bench = newBench();
    bench.writeUntold('a', 1);
    const gates: (() => void)[] = [];
    bench.meanwhile = () => new Promise((resolve) => gates.push(resolve));
    const lookedAt = (trips: number) =>
      waitFor(async () => (await bench.trips('lire')) >= trips, { intervalMs: 1 });
    const filler = bench.read('a');
    await waitFor(() => gates.length === 1, { intervalMs: 1 });
    const others = [bench.read('a')];
    await waitFor(() => gates.length === 2, { intervalMs: 1 });
    const before = await bench.trips('lire');
    others.push(...Array.from({ length: 50 }, () => bench.read('a')));
    await lookedAt(before + 1);
    gates[0]?.();
    await waitFor(async () => (await bench.trips('remplir')) === 1, { intervalMs: 1 });
    bench.meanwhile = () => Promise.resolve();
    for (const open of gates) open();
    expect(await Promise.all([filler, ...others])).toEqual(Array.from({ length: 52 }, () => [1]));
    expect(bench.statements).toEqual([['a'], ['a']]);
    expect(await bench.reads('bail_occupe')).toBe(2);
  });

  test('a database that fails fails the read, and the next one works', async () => {
    const bench = newBench();
    bench.writeUntold('a', 1);
    bench.meanwhile = () => Promise.reject(new Error('no database'));
    await expect(bench.read('a')).rejects.toThrow('no database');
    bench.meanwhile = () => Promise.resolve();
    expect(await bench.read('a')).toEqual([1]);
  });
}
