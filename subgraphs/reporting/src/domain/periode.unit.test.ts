import { describe, expect, test } from '@jest/globals';

import { joursJusqua, refusDesJours } from './periode.ts';

describe('refusDesJours', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-01-01', '2026-12-31'],
    ['2027-01-01', '2028-01-02'],
  ])('accepts %s to %s', (du, au) => {
    expect(refusDesJours(du, au)).toBeNull();
  });

  test('refuses a period that ends before it begins', () => {
    expect(refusDesJours('2026-11-22', '2026-11-21')).toContain('avant de commencer');
  });

  test('refuses a period of more than 366 days', () => {
    expect(refusDesJours('2027-01-01', '2028-01-03')).toContain('366 jours');
  });
});

describe('joursJusqua', () => {
  test('crosses the end of a month', () => {
    expect(joursJusqua('2027-03-02', 4)).toEqual([
      '2027-02-27',
      '2027-02-28',
      '2027-03-01',
      '2027-03-02',
    ]);
  });

  test('neither skips nor repeats a day when the clocks change', () => {
    expect(joursJusqua('2026-11-02', 3)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
    expect(joursJusqua('2027-03-15', 3)).toEqual(['2027-03-13', '2027-03-14', '2027-03-15']);
  });
});
