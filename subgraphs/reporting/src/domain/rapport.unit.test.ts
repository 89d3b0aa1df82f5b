import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { panierMoyen } from './rapport.ts';

describe('panierMoyen', () => {
  test.each([
    [0, 0, 0],
    [500, 0, 0],
    [-500, -1, 0],
    [1000, 4, 250],
    [1001, 2, 501],
    [1000, 3, 333],
    [2000, 3, 667],
    [5, 10, 1],
    [4, 10, 0],
    [-5, 10, 0],
    [-6, 10, -1],
    [Number.MAX_SAFE_INTEGER, 2, 4_503_599_627_370_496],
  ])('of %d cents over %d sales is %d', (total, nombreVentes, attendu) => {
    expect(panierMoyen({ total, nombreVentes })).toBe(attendu);
  });

  test('is the nearest cent, the upper one at half way, for any amounts', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({ min: 1, max: 2_147_483_647 }),
        (total, nombreVentes) => {
          const double =
            2n * BigInt(total) -
            2n * BigInt(nombreVentes) * BigInt(panierMoyen({ total, nombreVentes }));
          const n = BigInt(nombreVentes);
          return double >= -n && double < n;
        },
      ),
    );
  });
});
