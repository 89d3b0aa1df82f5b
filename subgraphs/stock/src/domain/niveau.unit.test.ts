import { describe, expect, test } from '@jest/globals';

import { idNiveau, lireIdNiveau } from './niveau.ts';

describe('the id of a stock level', () => {
  test('names the place, then the product', () => {
    expect(idNiveau({ magasinId: 6, produitId: 100_000 })).toBe('6-100000');
    expect(lireIdNiveau('6-100000')).toEqual({ magasinId: 6, produitId: 100_000 });
  });

  test.each(['', '6', '6-', '-6', '6-0', '06-1', '6-1-1', '6-99999999999', 'a-b'])(
    'is not %p',
    (id) => {
      expect(lireIdNiveau(id)).toBeNull();
    },
  );
});
