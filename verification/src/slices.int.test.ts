import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { openDatabases } from './databases.ts';
import type { Invariant } from './invariant.ts';
import { ALL } from './invariants/index.ts';
import { lookAt, type LookOptions } from './look.ts';
import { type Bench, openBench } from './test/bench.ts';
import type { Walk } from './walk.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  for (let sale = 1; sale <= 5; sale += 1) await bench.sell();
  await bench.audit('vente', 5);
  await bench.audit('stock', 2);
  await bench.transfer(1, 2, [{ produitId: 5, quantite: 1, prixUnitaire: 0 }]);
  await bench.follow();
});

afterAll(() => bench.close());

/** Goes through a walk in slices of one. */
async function goThrough(invariant: Invariant, walk: Walk, options: LookOptions) {
  const compared: number[] = [];
  let found = 0;
  for (let from: unknown = null, more = true; more;) {
    const part = await lookAt({ invariant, walk, from, size: 1 }, options);
    compared.push(part.seen.compared);
    found += part.seen.found;
    // A place is what a file can keep.
    from = JSON.parse(JSON.stringify(part.next));
    more = part.next !== null;
  }
  return {
    compared: compared.reduce((sum, count) => sum + count, 0),
    slices: compared.length,
    found,
  };
}

const walks = ALL.flatMap((invariant) =>
  invariant.walks
    .filter(({ whole, name }) => whole && name !== 'journal')
    .map((walk) => ({ invariant, walk, name: `${invariant.id} ${walk.name}` })),
);

describe('slices of one', () => {
  test.each(walks)('$name compare what one slice of all does', async ({ invariant, walk }) => {
    const open = openDatabases(bench.urls, { statementTimeoutMs: 10_000, gentle: true });
    const context = { db: open.databases, doubtAfterMs: 30_000, strict: false, marks: {} };
    const options = { open, context, confirmAfterMs: 0 };
    try {
      const single = await goThrough(invariant, walk, options);
      const whole: number[] = [];
      for (let from: unknown = null, more = true; more;) {
        const part = await lookAt({ invariant, walk, from, size: walk.size }, options);
        whole.push(part.seen.compared);
        ({ next: from } = part);
        more = part.next !== null;
      }
      expect(single.compared).toBe(whole.reduce((sum, count) => sum + count, 0));
      expect(single.found).toBe(0);
    } finally {
      await open.close();
    }
  });
});

describe('a slice that takes too long', () => {
  const slow = (perThing: number): Walk => ({
    ...{ name: 'slow', size: 64, whole: true },
    async look({ db }, _from, size, tally) {
      await db.vente.query('SELECT pg_sleep($1)', [size * perThing]);
      tally.compare(size);
      return null;
    },
  });
  const [invariant] = ALL as [Invariant];

  test('is halved until it can be looked at', async () => {
    const open = openDatabases(bench.urls, { statementTimeoutMs: 400, gentle: true });
    const context = { db: open.databases, doubtAfterMs: 30_000, strict: false, marks: {} };
    const slice = { invariant, walk: slow(0.05), from: null, size: 64 };
    const part = await lookAt(slice, { open, context, confirmAfterMs: 0 });
    expect(part.size).toBeLessThan(64);
    expect(part.seen.compared).toBe(part.size);
    await open.close();
  });

  test('is given up when it holds one thing only', async () => {
    const open = openDatabases(bench.urls, { statementTimeoutMs: 50, gentle: true });
    const context = { db: open.databases, doubtAfterMs: 30_000, strict: false, marks: {} };
    const slice = { invariant, walk: slow(10), from: null, size: 2 };
    await expect(lookAt(slice, { open, context, confirmAfterMs: 0 })).rejects.toThrow('timeout');
    await open.close();
  });
});
