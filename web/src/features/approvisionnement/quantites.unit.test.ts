import { describe, expect, test } from '@jest/globals';
import { lignesDe, sansRefus } from './quantites.ts';

describe('lignesDe', () => {
  test('keeps the products with a quantity, and nothing that is no quantity', () => {
    expect(lignesDe({ 1: '12', 2: '', 3: '0', 4: 'abc', 5: ' 7 ' })).toEqual([
      { produitId: '1', quantite: 12 },
      { produitId: '5', quantite: 7 },
    ]);
  });
});

describe('sansRefus', () => {
  test('refuses signs, decimals, letters and more than four digits', () => {
    expect(['-1', '1,5', 'a', '12345'].some(sansRefus)).toBe(false);
  });
});
