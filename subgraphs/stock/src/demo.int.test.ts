import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

test('the demo opens 1,000 of each product in the stores and 5,000 in the centre, by movements', async () => {
  const demo = new URL('../../../prisma/stock/demo.sql', import.meta.url);
  await banc.database.query(await readFile(demo, 'utf8'));
  const niveaux = await banc.database.query(`
    SELECT magasin_id, array_agg(DISTINCT disponible) AS disponible, count(*)::int AS produits
    FROM stock GROUP BY 1 ORDER BY 1`);
  expect(niveaux).toEqual([
    ...[1, 2, 3, 4, 5].map((magasin_id) => ({ magasin_id, disponible: [1_000], produits: 5 })),
    { magasin_id: 6, disponible: [5_000], produits: 5 },
  ]);
  expect(await banc.ecarts()).toEqual([]);
});
