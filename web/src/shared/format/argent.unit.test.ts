import { describe, expect, test } from '@jest/globals';
import { arrondirComptant, ecrireMontant, lireMontant } from './argent.ts';

describe('lireMontant', () => {
  test.each([
    ['12,34', 1234],
    ['12.34', 1234],
    ['12', 1200],
    ['12,5', 1250],
    [',05', 5],
    ['1 234,50 $', 123450],
    ['1\u202f234,50\u00a0$', 123450],
    ['0', 0],
    ['1,10', 110],
    ['0,29', 29],
    ['9999999,99', 999999999],
  ])('reads %j as %i cents', (texte, cents) => {
    expect(lireMontant(texte)).toBe(cents);
  });

  test.each(['', ' ', ',', '12,345', '-5', '1e3', 'douze', '1,2,3', '12345678', '$'])(
    'refuses %j',
    (texte) => {
      expect(lireMontant(texte)).toBeNull();
    },
  );

  test('reads back what ecrireMontant writes, for every cent of two dollars', () => {
    for (let cents = 0; cents <= 200; cents += 1) {
      expect(lireMontant(ecrireMontant(cents))).toBe(cents);
    }
  });
});

describe('ecrireMontant', () => {
  test('keeps the sign of a refund', () => {
    expect(ecrireMontant(-102)).toBe('-1,02');
  });
});

describe('arrondirComptant', () => {
  test.each([
    [81, 80],
    [127, 125],
    [196, 195],
    [2298, 2300],
    [2742, 2740],
    [1, 0],
    [3, 5],
    [265, 265],
    [-2742, -2740],
  ])('rounds %i to %i', (cents, arrondi) => {
    expect(arrondirComptant(cents)).toBe(arrondi);
  });
});
