import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrondirComptant, ecrireMontant, lireMontant } from './argent.ts';

const MONTANT = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999 }),
  fc.integer({ min: 0, max: 2_000 }),
);
const ESPACES = [' ', '\u00a0', '\u202f'];

/** Every way in which a person may write an amount, made without the code that reads it. */
function ecritures(cents: number): Set<string> {
  const dollars = String(Math.floor(cents / 100));
  const reste = String(cents % 100).padStart(2, '0');
  const groupes = ESPACES.map((espace) => dollars.replace(/\B(?=(\d{3})+$)/g, espace));
  // Nobody mixes kinds of spaces, but a paste may.
  const melange =
    dollars.length > 6 ? ESPACES.flatMap((a) => ESPACES.map((b) => [a, b] as const)) : [];
  const entiers = new Set([
    dollars,
    ...groupes,
    ...melange.map(
      ([a, b]) => `${dollars.slice(0, -6)}${a}${dollars.slice(-6, -3)}${b}${dollars.slice(-3)}`,
    ),
  ]);
  const fractions = [`,${reste}`, `.${reste}`];
  if (reste.endsWith('0')) fractions.push(`,${reste[0]}`, `.${reste[0]}`);
  if (reste === '00') fractions.push('', ',', '.');
  const nombres = [...entiers].flatMap((entier) => fractions.map((fraction) => entier + fraction));
  if (dollars === '0') nombres.push(...fractions.filter((fraction) => fraction.length > 1));
  const milieu = [...entiers].flatMap((entier) =>
    ['', ...ESPACES].flatMap((a) => ['', ...ESPACES].map((b) => `${entier}${a}$${b}${reste}`)),
  );
  return new Set([
    ...milieu,
    ...nombres,
    ...nombres.flatMap((nombre) =>
      ['', ...ESPACES].flatMap((e) => [`$${e}${nombre}`, `${nombre}${e}$`]),
    ),
  ]);
}

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
    ['  20  ', 2000],
    ['12,', 1200],
    ['.5', 50],
    ['$12.50', 1250],
    ['$ 12', 1200],
    ['1\u202f000,00', 100000],
    ['1\u00a0000,00', 100000],
    ['1 000', 100000],
    ['12$50', 1250],
    ['5 $ 25', 525],
  ])('reads %j as %i cents', (texte, cents) => {
    expect(lireMontant(texte)).toBe(cents);
  });

  test.each(['', ' ', ',', '12,345', '-5', '1e3', 'douze', '1,2,3', '12345678', '$'])(
    'refuses %j',
    (texte) => {
      expect(lireMontant(texte)).toBeNull();
    },
  );

  test.each([
    ...['1$2$3', '1 2', '2 50', '12$5', '12$500', '$12$', '$12$50', '1,234', '1,000.00', '1 00'],
    ...['0 500', '1000 000', '12 345 67', '12, 50', '12 ,50', '1  000', '1\t000', '12\u200b50'],
    ...['١٢', '12..5', '+5', '10 000 000,00'],
  ])('refuses %j, which is no one amount', (texte) => {
    expect(lireMontant(texte)).toBeNull();
  });

  test('reads every way to write an amount as that amount', () => {
    fc.assert(
      fc.property(MONTANT, (cents) => {
        for (const ecrit of ecritures(cents))
          expect([ecrit, lireMontant(ecrit)]).toEqual([ecrit, cents]);
      }),
    );
  });

  test('accepts nothing but ways to write the amount that it reads', () => {
    const piece = fc.constantFrom(
      ...'0123456789,. $'.split(''),
      '\u00a0',
      '\u202f',
      ' $',
      '00',
      '000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const texte = pieces.join('').trim();
        const cents = lireMontant(texte);
        fc.pre(cents !== null);
        // Zeros in front say nothing: « 007 » is seven dollars.
        const sansZeros = texte.replace(/^((?:\$[ \u00a0\u202f]?)?)0+(?=\d)/, '$1');
        expect([texte, ecritures(cents).has(sansZeros)]).toEqual([texte, true]);
      }),
      { numRuns: 5_000 },
    );
  });

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
