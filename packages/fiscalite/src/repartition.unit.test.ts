import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repartir } from './repartition.ts';

const poids = fc.array(fc.integer({ min: 0, max: 10 ** 12 }), { minLength: 1, maxLength: 30 });

describe('sharing an amount over weights', () => {
  test('the cents that are left go to the largest remainders', () => {
    expect(repartir(237, [1999, 2495, 249])).toEqual([100, 125, 12]);
  });

  test('ties go to the first lines', () => {
    expect(repartir(17, [110, 110, 110])).toEqual([6, 6, 5]);
  });

  test('a weight of zero gets nothing', () => {
    expect(repartir(5, [0, 1, 0, 1])).toEqual([0, 3, 0, 2]);
  });

  test('a negative amount mirrors the positive one', () => {
    expect(repartir(-17, [110, 110, 110])).toEqual([-6, -6, -5]);
  });

  test('nothing is shared over nothing, something is not', () => {
    expect(repartir(0, [0, 0])).toEqual([0, 0]);
    expect(() => repartir(1, [0, 0])).toThrow(RangeError);
    expect(() => repartir(1, [-1, 2])).toThrow(RangeError);
    expect(() => repartir(0.5, [1])).toThrow(RangeError);
  });

  test('the shares sum to the amount, each within a cent of its exact share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), poids, (montant, lourds) => {
        const somme = lourds.reduce((total, poid) => total + poid, 0);
        fc.pre(somme > 0);
        const parts = repartir(montant, lourds);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(montant);
        parts.forEach((part, rang) => {
          const ecart = BigInt(part) * BigInt(somme) - BigInt(montant) * BigInt(lourds[rang] ?? 0);
          expect(ecart < BigInt(somme) && ecart > -BigInt(somme)).toBe(true);
        });
      }),
    );
  });
});
