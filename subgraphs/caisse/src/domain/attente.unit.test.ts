import { expect, test } from '@jest/globals';

import { attenteS } from './attente.ts';

test.each([
  [30_000, 30],
  [29_001, 30],
  [1, 1],
  [0, 1],
])('a delay that ends in %d ms asks to wait %d s', (ms, secondes) => {
  const midi = new Date('2026-11-22T17:00:00Z');
  expect(attenteS(new Date(midi.getTime() + ms), midi)).toBe(secondes);
});
