import { describe, expect, test } from '@jest/globals';

import { verifierQuantite } from './panier.ts';

describe('the quantity of a line', () => {
  test.each([1, 9_999])('may be %d when adding', (quantite) => {
    expect(verifierQuantite(quantite, 1)).toEqual([]);
  });

  test.each([0, -1, 10_000, 1.5, Number.NaN])('may not be %d when adding', (quantite) => {
    expect(verifierQuantite(quantite, 1)).toEqual([
      { champ: 'quantite', message: 'La quantité doit être de 1 à 9 999.' },
    ]);
  });

  test('may be set to zero, which removes the line', () => {
    expect(verifierQuantite(0, 0)).toEqual([]);
    expect(verifierQuantite(-1, 0)).toMatchObject([{ champ: 'quantite' }]);
  });
});
