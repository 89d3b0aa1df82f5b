import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BaremeTaxes } from './bareme.ts';
import { baremeParDefaut, lireBareme, tauxEnVigueur } from './bareme.ts';
import { arrondirComptant } from './comptant.ts';
import type { LigneTaxable } from './taxes.ts';
import { calculerTaxes, montantTaxe, sousTotalLigne } from './taxes.ts';

const JOUR = '2026-11-22';
const taxable = (sousTotal: number): LigneTaxable => ({
  sousTotal,
  statutTps: 'TAXABLE',
  statutTvq: 'TAXABLE',
});
const livre = (sousTotal: number): LigneTaxable => ({ ...taxable(sousTotal), statutTvq: 'DETAXE' });
const lait: LigneTaxable = { sousTotal: 429, statutTps: 'DETAXE', statutTvq: 'DETAXE' };
const consigne: LigneTaxable = { sousTotal: 10, statutTps: 'HORS_CHAMP', statutTvq: 'HORS_CHAMP' };

describe('taxes of a receipt', () => {
  test.each([
    {
      nom: "Revenu Québec's own example",
      lignes: [taxable(10000)],
      attendu: [500, 998, 11498, 11500],
    },
    { nom: 'an exact half cent', lignes: [taxable(2000)], attendu: [100, 200, 2300, 2300] },
    {
      nom: '2.30, where floats give a TPS of 0.11',
      lignes: [taxable(230)],
      attendu: [12, 23, 265, 265],
    },
    {
      nom: '0.70, where floats give a TPS of 0.03',
      lignes: [taxable(70)],
      attendu: [4, 7, 81, 80],
    },
    { nom: '1.10', lignes: [taxable(110)], attendu: [6, 11, 127, 125] },
    {
      nom: '3 x 1.10, where rounded lines would give a TPS of 0.18',
      lignes: [taxable(sousTotalLigne(110, 3))],
      attendu: [17, 33, 380, 380],
    },
    {
      nom: '1.10 on three lines, rounded once all the same',
      lignes: [taxable(110), taxable(110), taxable(110)],
      attendu: [17, 33, 380, 380],
    },
    {
      nom: '1.70, where one step of 14.975 % gives 0.25',
      lignes: [taxable(170)],
      attendu: [9, 17, 196, 195],
    },
    { nom: '19.99', lignes: [taxable(1999)], attendu: [100, 199, 2298, 2300] },
    { nom: '49.95 less 10 %', lignes: [taxable(4496)], attendu: [225, 448, 5169, 5170] },
    {
      nom: 'a T-shirt, a book, milk, soda and its deposit',
      lignes: [taxable(1999), livre(2495), lait, taxable(249), consigne],
      attendu: [237, 224, 5643, 5645],
    },
  ])('$nom', ({ lignes, attendu }) => {
    const { tps, tvq, total } = calculerTaxes(lignes, baremeParDefaut, JOUR);
    expect([tps, tvq, total, arrondirComptant(total)]).toEqual(attendu);
  });

  test('the bases hold only the lines that each tax applies to', () => {
    const totaux = calculerTaxes(
      [taxable(1999), livre(2495), lait, taxable(249), consigne],
      baremeParDefaut,
      JOUR,
    );
    expect(totaux).toMatchObject({ sousTotal: 5182, baseTps: 4743, baseTvq: 2248 });
  });

  test('muffins by four lose the TVQ on 15 July 2026, by the status that their line carries', () => {
    const veille = calculerTaxes([taxable(599)], baremeParDefaut, '2026-07-14');
    const jourMeme = calculerTaxes([livre(599)], baremeParDefaut, '2026-07-15');
    expect(veille).toMatchObject({ tps: 30, tvq: 60, total: 689 });
    expect(jourMeme).toMatchObject({ tps: 30, tvq: 0, total: 629 });
    expect([arrondirComptant(689), arrondirComptant(629)]).toEqual([690, 630]);
  });

  test('an empty receipt owes nothing', () => {
    expect(calculerTaxes([], baremeParDefaut, JOUR)).toMatchObject({ tps: 0, tvq: 0, total: 0 });
  });
});

describe('tax on a base', () => {
  test('a refund mirrors the sale', () => {
    expect(montantTaxe(-230, 5000)).toBe(-12);
    expect(Object.is(montantTaxe(-1, 5000), 0)).toBe(true);
  });

  test('it equals the exact quotient, rounded half up, over the whole safe range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: 0, max: 100_000 }),
        (base, taux) => {
          const exact = (BigInt(base) * BigInt(taux) + 50_000n) / 100_000n;
          return BigInt(montantTaxe(base, taux)) === exact;
        },
      ),
    );
  });

  test('a float, an unsafe integer and a rate over 100 % are refused', () => {
    expect(() => montantTaxe(1.5, 5000)).toThrow(RangeError);
    expect(() => montantTaxe(2 ** 53, 5000)).toThrow(RangeError);
    expect(() => montantTaxe(100, 100_001)).toThrow(RangeError);
    expect(() => sousTotalLigne(Number.MAX_SAFE_INTEGER, 2)).toThrow(RangeError);
    expect(() => sousTotalLigne(-1, 2)).toThrow(RangeError);
  });
});

describe('dated rates', () => {
  const bareme: BaremeTaxes = [
    { taxe: 'TVQ', tauxCentMilliemes: 9975, effetDu: '2013-01-01' },
    { taxe: 'TVQ', tauxCentMilliemes: 10500, effetDu: '2030-04-01' },
    { taxe: 'TPS', tauxCentMilliemes: 5000, effetDu: '2008-01-01' },
  ];

  test('a rate applies from its first day on, whatever the order of the list', () => {
    for (const liste of [bareme, [...bareme].reverse()]) {
      expect(tauxEnVigueur(liste, '2030-03-31')).toEqual({ tps: 5000, tvq: 9975 });
      expect(tauxEnVigueur(liste, '2030-04-01')).toEqual({ tps: 5000, tvq: 10500 });
    }
  });

  test('a day without a rate is an error and not a free sale', () => {
    expect(() => tauxEnVigueur(bareme, '2010-01-01')).toThrow('no rate of TVQ on 2010-01-01');
    expect(() => tauxEnVigueur(bareme, '22/11/2026')).toThrow('YYYY-MM-DD');
  });

  test('the default rates are 5 % and 9.975 %', () => {
    expect(tauxEnVigueur(baremeParDefaut, JOUR)).toEqual({ tps: 5000, tvq: 9975 });
  });

  test.each([
    [{}, 'bareme must be a list'],
    [[{ taxe: 'TVH', tauxCentMilliemes: 13000, effetDu: '2013-01-01' }], 'bareme.0'],
    [[{ taxe: 'TPS', tauxCentMilliemes: 5.5, effetDu: '2013-01-01' }], 'bareme.0'],
    [[{ taxe: 'TPS', tauxCentMilliemes: 5000, effetDu: 'hier' }], 'bareme.0'],
    [[null], 'bareme.0'],
  ])('a deployment that gives %j learns what is wrong', (json, message) => {
    expect(() => lireBareme(json)).toThrow(message);
  });
});
