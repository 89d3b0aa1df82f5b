import { expect, test } from '@jest/globals';

import { waitFor } from '../../test/wait-for.ts';
import type { CacheStore } from '../store.ts';

const entry = (key: string, version: number, payload = `p${version}`) => ({
  ...{ key, version, payload },
  lifeMs: 5_000,
});

/**
 * What every store has to do, whatever it is made of.
 *
 * @param storeOf gives the store under test
 */
export function storeContract(storeOf: () => CacheStore): void {
  let keys = 0;
  /** Keys that no other test uses. */
  const newKey = () => `essai:${process.pid}:${(keys += 1)}`;
  const found = async (key: string, token = 'onlooker') => (await storeOf().lire([key], token))[0];
  const filled = async (version: number) => {
    const key = newKey();
    await storeOf().lire([key], 'first');
    await storeOf().remplir('first', [entry(key, version)]);
    return key;
  };

  test('an absent entry is leased to the reader, and filled by it alone', async () => {
    const key = newKey();
    expect(await found(key, 'mine')).toEqual({ kind: 'absent' });
    expect(await found(key, 'yours')).toEqual({ kind: 'leased' });
    await storeOf().remplir('yours', [entry(key, 1)]);
    expect(await found(key, 'yours')).toEqual({ kind: 'leased' });
    await storeOf().remplir('mine', [entry(key, 1)]);
    expect(await found(key)).toEqual({ kind: 'value', version: 1, payload: 'p1' });
  });

  test('a batch is answered in the order of its keys', async () => {
    const [a, b] = [await filled(3), await filled(4)];
    expect(await storeOf().lire([b, newKey(), a], 'x')).toEqual([
      { kind: 'value', version: 4, payload: 'p4' },
      { kind: 'absent' },
      { kind: 'value', version: 3, payload: 'p3' },
    ]);
  });

  test('a publication replaces a lower version and no other', async () => {
    const key = await filled(5);
    await storeOf().publier([entry(key, 4)]);
    await storeOf().publier([entry(key, 5, 'twin')]);
    expect(await found(key)).toMatchObject({ version: 5, payload: 'p5' });
    await storeOf().publier([entry(key, 10)]);
    expect(await found(key)).toMatchObject({ version: 10, payload: 'p10' });
  });

  test('a publication ends a lease, so that what was read before it is not kept', async () => {
    const key = newKey();
    await found(key, 'reader');
    await storeOf().publier([entry(key, 2)]);
    await storeOf().remplir('reader', [entry(key, 1)]);
    expect(await found(key)).toEqual({ kind: 'absent' });
  });

  test('a publication never makes an absent entry', async () => {
    const key = newKey();
    await storeOf().publier([entry(key, 2)]);
    expect(await found(key)).toEqual({ kind: 'absent' });
  });

  test('an entry ends with its life, which a publication does not prolong', async () => {
    const key = newKey();
    await found(key, 'reader');
    await storeOf().remplir('reader', [{ ...entry(key, 1), lifeMs: 300 }]);
    let version = 1;
    // Publications without an end: the entry ends all the same.
    await waitFor(
      async () => {
        await storeOf().publier([entry(key, (version += 1))]);
        return (await found(key))?.kind === 'absent';
      },
      { timeoutMs: 3_000, intervalMs: 20 },
    );
    expect(version).toBeGreaterThan(2);
  });

  test('a payload may hold what separates the parts of an entry, and any letter', async () => {
    const key = newKey();
    await found(key, 'reader');
    const payload = 'é|L|V|7|\n"Crème brûlée"';
    await storeOf().remplir('reader', [{ ...entry(key, 1), payload }]);
    expect(await found(key)).toEqual({ kind: 'value', version: 1, payload });
  });
}
