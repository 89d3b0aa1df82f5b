import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readAuditHeads } from './audit-heads.ts';
import { INVARIANTS } from './result.ts';
import { type Bench, openBench } from './test/bench.ts';
import { type Actors, LIES } from './test/fault.ts';
import { FAULTS } from './test/faults.ts';

const FIVE = { produitId: 5, quantite: 2, prixUnitaire: 110 };
const SEVEN = { produitId: 7, quantite: 1, prixUnitaire: 1_000 };

let bench: Bench;
let actors: Actors;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  await bench.receive(2, [5, 7]);
  const kept = await bench.sell({ monnaie: 40 });
  const partly = await bench.sell();
  const last = await bench.sell();
  await bench.sell({ caisseId: 3, magasinId: 2 });
  const note = await bench.giveBack(partly, [SEVEN]);
  await bench.giveBack(last, [SEVEN]);
  await bench.giveBack(last, [FIVE]);
  await bench.transfer(1, 2, [FIVE]);
  for (const name of ['produit', 'stock', 'vente', 'caisse'] as const) await bench.audit(name, 4);
  await bench.follow();
  actors = { kept, partly, note, last };
});

afterAll(() => bench.close());

/** All invariants, and what differs: nothing. */
const CLEAN = INVARIANTS.map((id) => [id, []]);

const differencesOf = (results: Awaited<ReturnType<Bench['look']>>) =>
  results.map(({ invariant, differences }) => [invariant, differences]);

describe('a history without a fault', () => {
  test('holds all invariants, and something was compared for each', async () => {
    const results = await bench.look({ journal: [actors.kept, actors.partly, actors.note] });
    expect(differencesOf(results)).toEqual(CLEAN);
    const idle = results.filter(({ compared }) => compared === 0);
    // The provider is asked in provider.int.test.ts.
    expect(idle.map(({ invariant }) => invariant)).toEqual(['V13']);
  });

  test('holds them when only the last ten minutes are looked at', async () => {
    const results = await bench.look({ since: new Date(Date.now() - 600_000) });
    expect(differencesOf(results)).toEqual(CLEAN.filter(([id]) => id !== 'V4' && id !== 'V8'));
    expect(results.find(({ invariant }) => invariant === 'V2')?.compared).toBe(4);
    expect(results.find(({ invariant }) => invariant === 'V6')?.compared).toBeGreaterThan(0);
  });
});

describe('the database itself', () => {
  test('keeps a cart from being sold twice', async () => {
    const twice = bench.bases.vente.query(
      `UPDATE vente SET panier_id = (SELECT panier_id FROM vente WHERE id = $1) WHERE id = $2`,
      [actors.kept.venteId, actors.partly.venteId],
    );
    await expect(twice).rejects.toThrow('vente_panier');
  });
});

describe('one wrong thing', () => {
  test.each(FAULTS)('$invariant sees that $name', async (fault) => {
    const { invariant, db, table, sql, params, what, ids } = fault;
    // What the database forbids by itself is sown all the same.
    await bench.bases.vente.query('DROP INDEX IF EXISTS vente_panier');
    const repair = await bench.break(db, table, sql, params?.(actors));
    const broken = await bench.differences(invariant);
    await repair();
    expect(broken).toContainEqual(
      expect.objectContaining({
        what: expect.stringContaining(what),
        ids: expect.objectContaining(ids(actors)),
      }),
    );
  });

  test.each(LIES)('V1 sees that a till was told of $name', async ({ line }) => {
    const told = line(actors);
    const { total: _total, ...ids } = told;
    const id = 'venteId' in ids ? { venteId: ids.venteId } : ids;
    expect(await bench.differences('V1', { journal: [actors.kept, told] })).toEqual([
      expect.objectContaining({ ids: id }),
    ]);
  });

  test('V9 sees by a head that was kept elsewhere that the last entries are gone', async () => {
    const [seen] = await bench.look({ only: ['V9'] });
    const heads = (seen?.notes ?? []).map((note) => note.split(' ').at(-1)).join(',');
    const auditHeads = readAuditHeads(heads);
    expect(Object.keys(auditHeads)).toEqual(['produit', 'stock', 'vente', 'caisse']);
    expect(await bench.differences('V9', { auditHeads })).toEqual([]);

    const repair = await bench.break('stock', 'audit', 'DELETE FROM audit WHERE numero > 3');
    const alone = await bench.differences('V9');
    const compared = await bench.differences('V9', { auditHeads });
    await repair();
    expect(alone).toEqual([]);
    expect(compared).toEqual([
      expect.objectContaining({ ids: { base: 'stock', numero: 4 }, found: 'no entry' }),
    ]);
  });

  test('V9 follows a log over its windows', async () => {
    const [before] = await bench.look({ only: ['V9'] });
    await bench.bases.caisse.query(
      `SELECT count(inscrire_audit('ESSAI', '{}', 'produit ' || n, NULL, NULL)) FROM generate_series(1, 5200) AS n`,
    );
    const [result] = await bench.look({ only: ['V9'] });
    const compared = (before?.compared ?? 0) + 5_200;
    expect(result).toMatchObject({ compared, differences: [] });
  });

  test('is no longer seen once it is repaired', async () => {
    expect(differencesOf(await bench.look())).toEqual(CLEAN);
  });
});
