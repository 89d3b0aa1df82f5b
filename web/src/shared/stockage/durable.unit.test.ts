import 'fake-indexeddb/auto';
import { describe, expect, test } from '@jest/globals';
import { lireDurable, listerDurable, modifierDurable } from './durable.ts';

describe('what a browser keeps durably', () => {
  test('is read back, changed from what it was, and forgotten', async () => {
    await modifierDurable<number>('compte', (avant) => (avant ?? 0) + 1);
    await modifierDurable<number>('compte', (avant) => (avant ?? 0) + 1);
    expect(await lireDurable('compte')).toBe(2);
    await modifierDurable<number>('compte', () => null);
    expect(await lireDurable('compte')).toBeNull();
  });

  test('is changed one after the other, although nobody waits', async () => {
    const changements = Array.from({ length: 20 }, () =>
      modifierDurable<number>('rafale', (avant) => (avant ?? 0) + 1),
    );
    await Promise.all(changements);
    expect(await lireDurable('rafale')).toBe(20);
  });

  test('is listed by the beginning of its key, and nothing beside it', async () => {
    for (const cle of ['a/2', 'a/1', 'ab', 'b/1']) await modifierDurable(cle, () => cle);
    expect(await listerDurable('a/')).toEqual(['a/1', 'a/2']);
  });
});
