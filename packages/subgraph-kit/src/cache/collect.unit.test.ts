import { describe, expect, test } from '@jest/globals';

import { collect } from './collect.ts';

/** A reading that the test lets go. */
function handHeld() {
  const batches: { keys: readonly string[]; answer: () => void }[] = [];
  const read = (keys: readonly string[]) =>
    new Promise<ReadonlyMap<string, number>>((resolve) => {
      const rank = batches.length;
      batches.push({
        keys,
        answer: () => {
          resolve(new Map(keys.map((key) => [key, rank])));
        },
      });
    });
  return { batches, read };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

describe('collecting what requests ask for', () => {
  test('requests of one turn are one batch, each key once', async () => {
    const { batches, read } = handHeld();
    const ask = collect({ windowMs: 0, inFlightMax: 1, read });
    const asked = Promise.all([ask(['a', 'b']), ask(['b', 'c'])]);
    await turn();
    expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']]);
    batches[0]?.answer();
    expect((await asked).map((rows) => rows.get('b'))).toEqual([0, 0]);
  });

  test('a request never joins a batch that has left: what it hears was read after it asked', async () => {
    const { batches, read } = handHeld();
    const ask = collect({ windowMs: 0, inFlightMax: 2, read });
    const first = ask(['a']);
    await turn();
    const second = ask(['a']);
    await turn();
    expect(batches).toHaveLength(2);
    for (const { answer } of batches) answer();
    expect([(await first).get('a'), (await second).get('a')]).toEqual([0, 1]);
  });

  test('beyond its limit batches wait, and those who wait gather', async () => {
    const { batches, read } = handHeld();
    const ask = collect({ windowMs: 0, inFlightMax: 1, read });
    const first = ask(['a']);
    await turn();
    const second = ask(['b']);
    await turn();
    const third = ask(['c']);
    await turn();
    expect(batches).toHaveLength(1);
    batches[0]?.answer();
    await first;
    await turn();
    expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']]);
    batches[1]?.answer();
    await Promise.all([second, third]);
    const later = ask(['d']);
    await turn();
    batches[2]?.answer();
    expect((await later).get('d')).toBe(2);
  });

  test('a batch that fails fails for those who asked it, and no one else', async () => {
    let calls = 0;
    const ask = collect<string, number>({
      windowMs: 0,
      inFlightMax: 1,
      read: (keys) => {
        calls += 1;
        return calls === 1
          ? Promise.reject(new Error('no database'))
          : Promise.resolve(new Map(keys.map((key) => [key, calls])));
      },
    });
    await expect(ask(['a'])).rejects.toThrow('no database');
    expect((await ask(['a'])).get('a')).toBe(2);
  });
});
