import { describe, expect, test } from '@jest/globals';

import { comparerFautes } from './comparer-fautes.ts';
import { ouvrirFautes } from './fautes.ts';

function fautes(ouvertes: boolean, suites: Record<string, string[]>) {
  const injectees = ouvrirFautes({ ouvertes });
  for (const [suite, liste] of Object.entries(suites)) {
    for (const faute of liste) injectees.noter(suite, faute);
  }
  return injectees.toutes();
}

const TROIS = { morts: ['vente', 'stock', 'vente'] };
const DEUX = { morts: ['vente', 'stock'] };

describe('the faults of two runs', () => {
  test('are the same when each sequence is, whatever came first', () => {
    const a = fautes(false, { morts: ['vente'], liens: ['coupé'] });
    const b = fautes(false, { liens: ['coupé'], morts: ['vente'] });
    expect(comparerFautes(a, b, true)).toEqual({ communes: 2, differences: [] });
  });

  test('differ by what was broken, and by the order', () => {
    const a = fautes(true, TROIS);
    const b = fautes(true, { morts: ['vente', 'vente', 'stock'] });
    expect(comparerFautes(a, b, true)).toEqual({
      communes: 1,
      differences: ['morts, fault 2: stock against vente'],
    });
  });

  test('may end earlier when the speed of the machine decides how many there are', () => {
    expect(comparerFautes(fautes(true, TROIS), fautes(true, DEUX), true)).toEqual({
      communes: 2,
      differences: [],
    });
  });

  test('may not end earlier when their number is fixed', () => {
    expect(comparerFautes(fautes(false, TROIS), fautes(false, DEUX), true).differences).toEqual([
      'morts: 3 faults against 2',
    ]);
  });

  test('may end earlier in a shorter run', () => {
    expect(comparerFautes(fautes(false, TROIS), fautes(false, DEUX), false).differences).toEqual(
      [],
    );
  });

  test('differ when one of them broke something else altogether', () => {
    const { differences } = comparerFautes(
      fautes(false, DEUX),
      fautes(false, { liens: ['coupé'] }),
      true,
    );
    expect(differences).toEqual(['morts: 2 faults against 0', 'liens: 0 faults against 1']);
  });
});
