import { describe, expect, test } from '@jest/globals';

import { memoryStore } from './memory-store.ts';
import { storeContract } from './test/store-contract.ts';

describe('the cache in this process', () => {
  const store = memoryStore();
  storeContract(() => store);

  test('a lease that nobody filled ends after two seconds', async () => {
    let now = 1;
    const clocked = memoryStore(() => now);
    await clocked.lire(['k'], 'gone');
    now += 1_999;
    expect(await clocked.lire(['k'], 'next')).toEqual([{ kind: 'leased' }]);
    now += 2;
    expect(await clocked.lire(['k'], 'next')).toEqual([{ kind: 'absent' }]);
    await clocked.remplir('gone', [{ key: 'k', version: 1, payload: 'old', lifeMs: 9_000 }]);
    expect(await clocked.lire(['k'], 'other')).toEqual([{ kind: 'leased' }]);
  });
});
