import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Bench, openBench } from './test/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
});

afterAll(() => bench.close());

describe('what is still being done', () => {
  test('is no difference: a sale between two of its steps', async () => {
    const [venteId, panierId] = [randomUUID(), randomUUID()];
    await bench.claim(venteId, panierId);
    await bench.freeze(panierId, venteId);
    await bench.reserve(venteId, 1);
    const results = await bench.look();
    expect(results.flatMap(({ differences }) => differences)).toEqual([]);
  });

  test('is a difference once it has lasted too long, in each place that holds something', async () => {
    const differences = await bench.differences('V3', { doubtAfterMs: 0 });
    expect(differences.map(({ what }) => what)).toEqual([
      'in doubt for too long',
      'stock reserved for too long',
      'a cart frozen for too long',
    ]);
  });

  describe('and is counted apart', () => {
    const doubts = async () => {
      const [result] = await bench.look({ only: ['V3'] });
      return [result?.found, result?.notes];
    };
    const old = `demandee_le = now() - interval '50 seconds'`;

    test('while a card may still be running', async () => {
      await bench.bases.vente.query(
        `UPDATE vente SET ${old}, paiements_remis = '[{"mode": "CARTE"}]' WHERE etat = 'EN_COURS'`,
      );
      expect(await doubts()).toEqual([0, ['1 cards that may be running']]);
      await bench.bases.vente.query(
        `UPDATE vente SET paiements_remis = '[{"mode": "COMPTANT"}]' WHERE etat = 'EN_COURS'`,
      );
      expect(await doubts()).toEqual([1, []]);
    });

    test('while somebody tries in vain, and not when nobody tries any more', async () => {
      await bench.bases.vente.query(
        `INSERT INTO dossier (sorte, id, essais, dernier_essai, participant)
         SELECT 'VENTE', id, 3, now(), 'stock' FROM vente WHERE etat = 'EN_COURS'`,
      );
      expect(await doubts()).toEqual([0, ['1 cases that are being tried']]);
      await bench.bases.vente.query(
        `UPDATE dossier SET dernier_essai = now() - interval '2 minutes'`,
      );
      expect(await doubts()).toEqual([1, []]);
    });

    test('while it waits for a person', async () => {
      await bench.bases.vente.query(`UPDATE dossier SET a_traiter_le = now()`);
      expect(await doubts()).toEqual([0, ['1 cases for a person']]);
      await bench.bases.vente.query(`DELETE FROM dossier`);
      await bench.bases.vente.query(
        `UPDATE vente SET demandee_le = cree_le, paiements_remis = '[]' WHERE etat = 'EN_COURS'`,
      );
    });
  });

  test('is no difference: a sale whose event nobody has read, however old', async () => {
    await bench.sell();
    const results = await bench.look({ only: ['V2', 'V6'] });
    expect(results.flatMap(({ differences }) => differences)).toEqual([]);
    expect(results[1]?.notes).toEqual(['reporting has 1 events still to read']);
    const held = await bench.differences('V3', { doubtAfterMs: 0 });
    expect(held).toHaveLength(3);
  });

  test('is waited for when asked', async () => {
    const results = bench.look({ only: ['V6'], attendreMs: 60_000 });
    await bench.follow();
    expect(await results).toEqual([expect.objectContaining({ found: 0, notes: [] })]);
  });

  test('is counted when the wait was not long enough', async () => {
    await bench.sell();
    const [result] = await bench.look({ only: ['V6'], attendreMs: 1 });
    expect(result?.notes).toContain('stock was still 1 events behind after the wait');
    await bench.follow();
  });
});

describe('a difference between two databases', () => {
  test('counts when a second look still finds it', async () => {
    await bench.bases.reporting.query(`UPDATE ventes_jour SET total = total + 1`);
    const [result] = await bench.look({ only: ['V6'], confirmAfterMs: 1 });
    expect(result?.found).toBe(1);
  });

  test('does not count when it is gone by then', async () => {
    let repair: Promise<unknown> | undefined;
    const looked = bench.look({
      only: ['V6'],
      confirmAfterMs: 2_000,
      // The first look has just seen the sums of the day.
      onProgress: () => {
        repair ??= bench.bases.reporting.query(`UPDATE ventes_jour SET total = total - 1`);
      },
    });
    expect(await looked).toEqual([expect.objectContaining({ found: 0 })]);
    await repair;
  });
});

describe('the verifier', () => {
  test('cannot write, even by mistake', async () => {
    const { openDatabases } = await import('./databases.ts');
    const { databases, close } = openDatabases(bench.urls, {
      statementTimeoutMs: 1_000,
      gentle: true,
    });
    await expect(databases.vente.query(`DELETE FROM vente`)).rejects.toThrow(/read-only/);
    await close();
  });
});
