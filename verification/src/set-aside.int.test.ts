import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Bench, openBench } from './test/bench.ts';

const OLD = `now() - interval '1 hour'`;

let bench: Bench;
let venteId: string;

/** A sale whose event stock and panier have read, and whose goods are reserved and whose cart is frozen all the same. */
beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  const sale = await bench.sell();
  venteId = sale.venteId;
  await bench.follow();
  await bench.break(
    'stock',
    'reservation',
    `UPDATE reservation SET etat = 'RESERVEE', modifie_le = ${OLD} WHERE vente_id = $1`,
    [venteId],
  );
  await bench.break('stock', 'mouvement', `DELETE FROM mouvement WHERE type = 'CONFIRMATION'`);
  await bench.break(
    'panier',
    'panier',
    `UPDATE panier SET statut = 'FIGE', fige_le = ${OLD} WHERE gel_vente_id = $1`,
    [venteId],
  );
});

afterAll(() => bench.close());

const found = async () => [...(await bench.differences('V2')), ...(await bench.differences('V3'))];

test('goods and a cart that are held although the event was read are differences', async () => {
  expect((await found()).map(({ what }) => what)).toEqual([
    'a reservation that is not confirmed although stock has read the event of its sale',
    'stock reserved for too long',
    'a cart frozen for too long',
  ]);
});

test('an event that its consumer put aside explains them, and is named itself until it is applied', async () => {
  for (const name of ['stock', 'panier'] as const) {
    await bench.bases[name].query(
      `INSERT INTO evenement_ecarte (id, type, charge, raison) VALUES ($1, 'VenteValidee', '{}', 'too new')`,
      [venteId],
    );
  }
  const aside = (consumer: string) => ({
    what: `an event of the sales log that ${consumer} put aside`,
    ids: { evenementId: venteId },
    expected: 'applied',
    found: 'VenteValidee: too new',
  });
  expect(await found()).toEqual([
    expect.objectContaining(aside('stock')),
    expect.objectContaining(aside('panier')),
  ]);
});
