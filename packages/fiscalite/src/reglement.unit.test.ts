import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrondirComptant } from './comptant.ts';
import type { Paiement } from './reglement.ts';
import { calculerReglement } from './reglement.ts';

const comptant = (montant: number): Paiement => ({ mode: 'COMPTANT', montant });
const carte = (montant: number): Paiement => ({ mode: 'CARTE', montant });

describe('rounding of cash', () => {
  test.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 5],
    [4, 5],
    [5, 5],
    [81, 80],
    [11498, 11500],
    [-127, -125],
    [-3, -5],
  ])('%i cents round to %i', (cents, attendu) => {
    expect(arrondirComptant(cents)).toBe(attendu);
  });

  test('it is odd, to a multiple of 5, and never moves by more than 2 cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (cents) => {
        const arrondi = arrondirComptant(cents);
        expect(Math.abs(arrondi % 5)).toBe(0);
        expect(Math.abs(arrondi - cents)).toBeLessThanOrEqual(2);
        expect(arrondirComptant(0 - cents)).toBe(0 - arrondi);
      }),
    );
  });

  test('a float is refused', () => {
    expect(() => arrondirComptant(1.27)).toThrow(RangeError);
  });
});

describe('settlement', () => {
  test('with cards and cash, the cards are exact and what remains is rounded', () => {
    expect(calculerReglement(5743, [carte(3001), comptant(2740)])).toEqual({
      type: 'ENCAISSEMENT',
      cartes: 3001,
      comptant: 2740,
      arrondi: -2,
      monnaie: 0,
    });
  });

  test('the order in which tenders are handed over does not matter', () => {
    expect(calculerReglement(5743, [comptant(3000), carte(3001)])).toMatchObject({
      arrondi: -2,
      monnaie: 260,
    });
  });

  test('a card pays to the cent', () => {
    expect(calculerReglement(127, [carte(127)])).toMatchObject({ arrondi: 0, monnaie: 0 });
  });

  test('cash gives change on the rounded amount', () => {
    expect(calculerReglement(11498, [comptant(12000)])).toMatchObject({ arrondi: 2, monnaie: 500 });
  });

  test('a total under 3 cents is free in cash', () => {
    expect(calculerReglement(2, [comptant(0)])).toMatchObject({ arrondi: -2, monnaie: 0 });
  });

  test('cash beside cards that pay everything is given back whole', () => {
    expect(calculerReglement(127, [carte(127), comptant(500)])).toMatchObject({
      arrondi: 0,
      monnaie: 500,
    });
  });

  test.each([
    { nom: 'cash, rounded', total: 128, paiements: [comptant(100)], manque: 30 },
    { nom: 'a card, exact', total: 128, paiements: [carte(100)], manque: 28 },
    {
      nom: 'both, what remains rounded',
      total: 5743,
      paiements: [carte(3001), comptant(0)],
      manque: 2740,
    },
    { nom: 'no tender at all', total: 1, paiements: [], manque: 1 },
  ])('too little is refused with what is missing: $nom', ({ total, paiements, manque }) => {
    expect(calculerReglement(total, paiements)).toEqual({ type: 'INSUFFISANT', manque });
  });

  test('cards above the total are refused, even beside enough cash', () => {
    const attendu = { type: 'CARTE_EXCESSIVE', maximum: 127 };
    expect(calculerReglement(127, [carte(128)])).toEqual(attendu);
    expect(calculerReglement(127, [carte(100), carte(28), comptant(500)])).toEqual(attendu);
  });

  test('a negative tender is a bug', () => {
    expect(() => calculerReglement(100, [comptant(-5), carte(100)])).toThrow(RangeError);
  });

  test('what is kept is what is due: payments - change = total + rounding', () => {
    const paiement = fc.record({
      mode: fc.constantFrom('COMPTANT' as const, 'CARTE' as const),
      montant: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.array(paiement), (total, paiements) => {
        const reglement = calculerReglement(total, paiements);
        const remis = paiements.reduce((somme, { montant }) => somme + montant, 0);
        if (reglement.type === 'INSUFFISANT') {
          expect(reglement.manque).toBeGreaterThan(0);
          expect(remis).toBeLessThan(total + 3);
        } else if (reglement.type === 'CARTE_EXCESSIVE') {
          expect(remis).toBeGreaterThan(total);
        } else {
          expect(remis - reglement.monnaie).toBe(total + reglement.arrondi);
          expect(Math.abs(reglement.arrondi)).toBeLessThanOrEqual(2);
          expect(reglement.monnaie).toBeGreaterThanOrEqual(0);
          expect(reglement.cartes).toBeLessThanOrEqual(total);
        }
      }),
      { numRuns: 500 },
    );
  });
});
