import { describe, expect, test } from '@jest/globals';

import { phraseRuptures } from './rupture.ts';

const rupture = (demande: number, disponible: number) => ({ produitId: 1, demande, disponible });

describe('the sentence about lacking stock', () => {
  test.each([
    [[rupture(3, 2)], 'Stock insuffisant : 3 demandés, 2 disponibles.'],
    [[rupture(2, 1)], 'Stock insuffisant : 2 demandés, 1 disponible.'],
    [[rupture(1, 0)], 'Stock insuffisant : 1 demandé, plus aucun disponible.'],
    [[rupture(1, 0), rupture(1, 0)], 'Stock insuffisant pour 2 produits ; rien n’a été changé.'],
  ])('counts what is asked and what is left (%#)', (ruptures, phrase) => {
    expect(phraseRuptures(ruptures)).toBe(phrase);
  });
});
