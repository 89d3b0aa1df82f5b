import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Banc, creerBanc } from './test/banc.ts';

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
  expect(await banc.reprises('interblocage')).toBe(0);
});
