import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { type Bench, openBench } from './test/bench.ts';
import type { Sale } from './test/history.ts';

let bench: Bench;
/** Sold at till 1: left alone, given back in part, given back in full in two parts. */
let [kept, partly, fully]: Sale[] = [];

beforeEach(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  await bench.receive(2, [5, 7]);
  kept = await bench.sell({ monnaie: 40 });
  partly = await bench.sell();
  fully = await bench.sell();
  await bench.sell({ caisseId: 3, magasinId: 2 });
  await bench.giveBack(partly, [SEVEN]);
  await bench.giveBack(fully, [SEVEN]);
  await bench.giveBack(fully, [FIVE]);
  await bench.transfer(1, 2, [FIVE]);
  await bench.follow();
});

afterEach(() => bench.close());

const FIVE = { produitId: 5, quantite: 2, prixUnitaire: 110 };
const SEVEN = { produitId: 7, quantite: 1, prixUnitaire: 1_000 };

describe('a history without a fault', () => {
  test('holds all invariants, and something was compared for each', async () => {
    const results = await bench.look({ journal: [kept!, partly!] });
    expect(results.map(({ invariant, differences }) => [invariant, differences])).toEqual(
      ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8'].map((id) => [id, []]),
    );
    for (const { invariant, compared } of results) {
      if (invariant !== 'V3') expect(compared).toBeGreaterThan(0);
    }
  });
});
