import { describe, expect, test } from '@jest/globals';

import { attenteS, delaiApres, DELAIS_S, estVerrouille } from './verrouillage.ts';

const MIDI = new Date('2026-11-22T17:00:00Z');
const dans = (ms: number) => new Date(MIDI.getTime() + ms);

describe('the lock after failures in a row', () => {
  test('comes with the fifth, doubles, and never lasts more than 15 minutes', () => {
    const delais = Array.from({ length: 14 }, (_, n) => delaiApres(n + 1));
    expect(delais).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900]);
  });

  test('is told to the database up to the delay that no longer grows', () => {
    expect(DELAIS_S).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900]);
    expect(delaiApres(1_000_000)).toBe(DELAIS_S.at(-1));
  });

  test('holds up to its end, and not at its end', () => {
    expect(estVerrouille(null, MIDI)).toBe(false);
    expect(estVerrouille(dans(1), MIDI)).toBe(true);
    expect(estVerrouille(dans(0), MIDI)).toBe(false);
    expect(estVerrouille(dans(-1), MIDI)).toBe(false);
  });

  test.each([
    [30_000, 30],
    [29_001, 30],
    [1, 1],
    [0, 1],
  ])('that ends in %d ms asks to wait %d s', (ms, secondes) => {
    expect(attenteS(dans(ms), MIDI)).toBe(secondes);
  });
});
