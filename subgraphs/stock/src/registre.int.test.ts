import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Banc, creerBanc } from './test/banc.ts';
import { venteValidee } from './test/evenements.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

describe('the ledger', () => {
  test.each([
    'UPDATE mouvement SET delta_disponible = 1',
    'DELETE FROM mouvement',
    'TRUNCATE mouvement',
  ])('refuses %s', async (ordre) => {
    await expect(banc.database.query(ordre)).rejects.toThrow('append-only');
  });

  test('counts each write of a level in its version', async () => {
    await banc.ouvrir([1, 11, 10]);
    const venteId = randomUUID();
    await banc.reserver(venteId, 1, [{ produitId: 11, quantite: 1 }]);
    await banc.reserver(venteId, 1, [{ produitId: 11, quantite: 1 }]);
    await banc.annuler(venteId);
    const [niveau] = await banc.database.query('SELECT version FROM stock WHERE produit_id = 11');
    expect(niveau).toEqual({ version: '3' });
  });
});

test('operations on the same products in opposite orders all end, none in a deadlock', async () => {
  const produits = [21, 22, 23, 24, 25];
  const lieux = [2, 3];
  await banc.ouvrir(
    ...lieux.flatMap((lieu) =>
      produits.map((produit): [number, number, number] => [lieu, produit, 1_000]),
    ),
  );
  const lignes = produits.map((produitId) => ({ produitId, quantite: 1 }));
  const enOrdre = (rang: number) => (rang % 2 === 0 ? lignes : lignes.toReversed());
  const reponses = await Promise.all(
    Array.from({ length: 80 }, async (_, rang) => {
      const [source = 0, destination = 0] = rang % 4 < 2 ? lieux : lieux.toReversed();
      const id = randomUUID();
      // Places 4 and 5 hold nothing at first: rows that several transfers make at once.
      if (rang % 5 === 0) return banc.transferer(id, source, rang % 2 === 0 ? 4 : 5, enOrdre(rang));
      if (rang % 3 === 0) return banc.transferer(id, source, destination, enOrdre(rang));
      const reservation = await banc.reserver(id, source, enOrdre(rang));
      if (rang % 7 === 0) await banc.retourner(randomUUID(), id, 5, enOrdre(rang + 1));
      return reservation;
    }),
  );
  const types = new Set(reponses.map(({ __typename }) => __typename));
  expect(types).toEqual(new Set(['Transfert', 'ReservationStock']));
  expect(await banc.ecarts()).toEqual([]);
  const [etat] = await banc.database.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(etat).toEqual({ deadlocks: 0 });
});

test('no sequence of operations, repeated or not, parts the levels from the ledger', async () => {
  const LIEUX = [1, 2, 3];
  const PRODUITS = [31, 32];
  const lieu = fc.constantFrom(...LIEUX);
  // Few keys, so that replays, conflicts and tombstones happen.
  const cle = fc.nat({ max: 5 });
  const lignes = fc.array(
    fc.record({
      produitId: fc.constantFrom(...PRODUITS),
      quantite: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const operation = fc.oneof(
    fc.record({ type: fc.constant('reserver'), cle, lieu, vers: lieu, lignes }),
    fc.record({ type: fc.constant('annuler'), cle, lieu, vers: lieu, lignes }),
    fc.record({ type: fc.constant('confirmer'), cle, lieu, vers: lieu, lignes }),
    fc.record({ type: fc.constant('retourner'), cle, lieu, vers: lieu, lignes }),
    fc.record({ type: fc.constant('transferer'), cle, lieu, vers: lieu, lignes }),
  );
  await banc.ouvrir(
    ...LIEUX.flatMap((l) => PRODUITS.map((p): [number, number, number] => [l, p, 20])),
  );
  const retours = () =>
    banc.database.query<{ total: string }>(
      `SELECT coalesce(sum(delta_disponible), 0) AS total FROM mouvement
       WHERE produit_id = ANY ($1) AND type IN ('OUVERTURE', 'RETOUR', 'RESERVATION', 'LIBERATION')`,
      [PRODUITS],
    );

  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 15 }), async (operations) => {
      const cles = Array.from({ length: 6 }, () => randomUUID());
      // Two by two at once, each twice: what happens when a client loses an answer.
      for (const { type, cle: rang, lieu: de, vers, lignes: demande } of operations) {
        const id = cles[rang]!;
        const faire = () => {
          if (type === 'reserver') return tolerer(() => banc.reserver(id, de, demande));
          if (type === 'annuler') return banc.annuler(id);
          if (type === 'retourner') return tolerer(() => banc.retourner(id, id, de, demande));
          if (type === 'transferer') return banc.transferer(id, de, vers, demande);
          return confirmer(id);
        };
        await Promise.all([faire(), faire()]);
      }
      expect(await banc.ecarts()).toEqual([]);
      const [stock] = await banc.database.query<{ total: string }>(
        'SELECT sum(disponible) AS total FROM stock WHERE produit_id = ANY ($1)',
        [PRODUITS],
      );
      expect(stock).toEqual((await retours())[0]);
    }),
    { numRuns: 15 },
  );
});

/** What the consumer of the sales log does with the event of a paid sale. */
async function confirmer(venteId: string): Promise<void> {
  const { type, id } = venteValidee(venteId);
  const de = await banc.evenements.position();
  await banc.evenements.appliquer([{ id, type, venteId }], de, randomUUID());
}

/** Other lines under a key in use are a caller's bug, which is an error and must change nothing. */
async function tolerer(operation: () => Promise<unknown>): Promise<void> {
  await operation().catch(() => undefined);
}
