import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  DEPUIS_TOUJOURS,
  type StatutDate,
  statutsAPartirDu,
  type StatutsDates,
  statutsEnVigueur,
} from './statuts.ts';

/** Packs of fewer than six muffins: the TVQ no longer applies from 15 July 2026 on. */
const MUFFINS: StatutsDates = [
  { taxe: 'TVQ', effetDu: '2026-07-15', statut: 'DETAXE' },
  { taxe: 'TVQ', effetDu: '1992-07-01', statut: 'TAXABLE' },
  { taxe: 'TPS', effetDu: '1991-01-01', statut: 'TAXABLE' },
];

describe('the statuses in force', () => {
  test('change on their day, and not before', () => {
    expect(statutsEnVigueur(MUFFINS, '2026-07-14')).toEqual({
      statutTps: 'TAXABLE',
      statutTvq: 'TAXABLE',
    });
    expect(statutsEnVigueur(MUFFINS, '2026-07-15')).toEqual({
      statutTps: 'TAXABLE',
      statutTvq: 'DETAXE',
    });
  });

  test('are taxable for what nobody classified, and before anybody did', () => {
    const taxables = { statutTps: 'TAXABLE', statutTvq: 'TAXABLE' };
    expect(statutsEnVigueur([], '2026-07-14')).toEqual(taxables);
    expect(
      statutsEnVigueur([{ taxe: 'TPS', effetDu: '2026-07-15', statut: 'DETAXE' }], '2026-07-14'),
    ).toEqual(taxables);
  });
});

describe('what is kept from a day on', () => {
  test('is what is in force, then each change to come', () => {
    expect(statutsAPartirDu(MUFFINS, '2026-07-14')).toEqual([
      { taxe: 'TPS', effetDu: DEPUIS_TOUJOURS, statut: 'TAXABLE' },
      { taxe: 'TVQ', effetDu: DEPUIS_TOUJOURS, statut: 'TAXABLE' },
      { taxe: 'TVQ', effetDu: '2026-07-15', statut: 'DETAXE' },
    ]);
    expect(statutsAPartirDu(MUFFINS, '2026-07-15')).toEqual([
      { taxe: 'TPS', effetDu: DEPUIS_TOUJOURS, statut: 'TAXABLE' },
      { taxe: 'TVQ', effetDu: DEPUIS_TOUJOURS, statut: 'DETAXE' },
    ]);
  });

  const jours = fc.integer({ min: 10, max: 28 }).map((n) => `2026-07-${n}`);
  const rangees = fc.uniqueArray(
    fc.record<StatutDate>({
      taxe: fc.constantFrom('TPS', 'TVQ'),
      effetDu: jours,
      statut: fc.constantFrom('TAXABLE', 'DETAXE', 'HORS_CHAMP'),
    }),
    { selector: ({ taxe, effetDu }) => `${taxe} ${effetDu}`, maxLength: 12 },
  );
  const memeAvenir = (a: StatutsDates, b: StatutsDates, jour: string) =>
    Array.from({ length: 28 }, (_, n) => `2026-07-${String(n + 1).padStart(2, '0')}`)
      .filter((autre) => autre >= jour)
      .every(
        (autre) =>
          JSON.stringify(statutsEnVigueur(a, autre)) === JSON.stringify(statutsEnVigueur(b, autre)),
      );

  test('decides every later day as the whole history does', () => {
    fc.assert(
      fc.property(rangees, jours, (statuts, jour) =>
        memeAvenir(statuts, statutsAPartirDu(statuts, jour), jour),
      ),
    );
  });

  test('is the same text exactly when every later day is decided alike', () => {
    fc.assert(
      fc.property(rangees, rangees, jours, (a, b, jour) => {
        const memeTexte =
          JSON.stringify(statutsAPartirDu(a, jour)) === JSON.stringify(statutsAPartirDu(b, jour));
        return memeTexte === memeAvenir(a, b, jour);
      }),
    );
  });
});
