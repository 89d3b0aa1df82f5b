import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { type Banc, creerBanc } from './test/banc.ts';
import { venteValidee } from './test/evenements.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const ecartes = () => banc.database.query('SELECT id::text, type, raison FROM evenement_ecarte');

/** A sale of two of product 101. */
async function vendre(): Promise<string> {
  const venteId = randomUUID();
  await banc.reserver(venteId, 1, [{ produitId: 101, quantite: 2 }]);
  return venteId;
}

test('an event is put aside when stock cannot read it, and holds nothing up', async () => {
  await banc.ouvrir([1, 101, 10]);
  const nouveau = venteValidee(await vendre());
  // A version to come: another tender, without what stock never looks at.
  Object.assign(nouveau.charge, { paiements: [{ mode: 'CARTE_CADEAU' }], lignes: undefined });
  const illisible = venteValidee(await vendre());
  Object.assign(illisible.charge, { venteId: 12 });
  banc.journal.push(nouveau, illisible, venteValidee(await vendre()));
  await banc.stock.start();
  await waitFor(async () => (await banc.evenements.position()) === '3');
  expect(await banc.quantites(1, 101)).toEqual({ disponible: 4, reserve: 2 });
  expect(await ecartes()).toEqual([
    { id: illisible.id, type: 'VenteValidee', raison: expect.stringContaining('venteId') },
  ]);
  await banc.stock.quiesce();
});

test('an event put aside is applied once it can be read, and once only', async () => {
  const [illisible] = banc.journal.slice(1);
  const venteId = await vendre();
  const charge = JSON.stringify({ ...illisible?.charge, venteId });
  await banc.database.query('UPDATE evenement_ecarte SET charge = $1', [charge]);
  const replique = banc.creerStock();
  try {
    await Promise.all([banc.stock.start(), replique.start()]);
    await waitFor(async () => (await ecartes()).length === 0);
  } finally {
    await Promise.all([banc.stock.quiesce(), replique.stop()]);
  }
  expect(await banc.quantites(1, 101)).toEqual({ disponible: 2, reserve: 2 });
  expect(await banc.ecarts()).toEqual([]);
});
