import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repartir, repartirEntre } from './repartition.ts';

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

describe('sharing an amount within bounds', () => {
  const libre = { min: 0, max: 100 };

  test('is the same as without them where they do not matter', () => {
    expect(repartirEntre(17, [110, 110, 110], [libre, libre, libre])).toEqual([6, 6, 5]);
  });

  test('gives to the others, in order, what a bound keeps from one', () => {
    expect(repartirEntre(6, [0, 0, 110], [libre, libre, { min: 0, max: 5 }])).toEqual([1, 0, 5]);
    expect(repartirEntre(6, [0, 0, 110], [{ min: 2, max: 2 }, libre, libre])).toEqual([2, 0, 4]);
  });

  test('refuses what the bounds leave no room for', () => {
    expect(() => repartirEntre(6, [1], [{ min: 0, max: 5 }])).toThrow(RangeError);
  });

  test('sums to the amount and keeps every bound, whatever is shared', () => {
    const cas = fc.array(
      fc.record({
        poids: fc.integer({ min: 1, max: 10_000 }),
        min: fc.integer({ min: 0, max: 50 }),
        de: fc.integer({ min: 0, max: 50 }),
        part: fc.integer({ min: 0, max: 50 }),
      }),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(cas, (lignes) => {
        const bornes = lignes.map(({ min, de }) => ({ min, max: min + de }));
        const montant = lignes.reduce(
          (total, { min, de, part }) => total + min + Math.min(de, part),
          0,
        );
        const parts = repartirEntre(
          montant,
          lignes.map((ligne) => ligne.poids),
          bornes,
        );
        expect(parts.reduce((total, part) => total + part, 0)).toBe(montant);
        for (const [rang, { min, max }] of bornes.entries()) {
          expect(parts[rang]).toBeGreaterThanOrEqual(min);
          expect(parts[rang]).toBeLessThanOrEqual(max);
        }
      }),
    );
  });
});
