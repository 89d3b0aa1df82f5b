import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
  // Thresholds are 10 and 10,000.
  await banc.ouvrir([1, 1, 50], [1, 2, 5], [1, 3, 2], [2, 1, 20_000], [3, 1, 100]);
});

afterAll(() => banc.fermer());

async function alertes(): Promise<Record<string, number>> {
  const { values = [] } =
    (await banc.stock.metrics.registry.getSingleMetric('stock_produits_en_alerte')?.get()) ?? {};
  return Object.fromEntries(
    values.map(({ labels, value }) => [`${labels['magasin']} ${labels['alerte']}`, value]),
  );
}

test('products that need attention are counted by place, and those that do no more disappear', async () => {
  expect(await alertes()).toEqual({
    ...{ '1 rupture': 2, '1 epuise': 0, '1 surstock': 0 },
    ...{ '2 rupture': 0, '2 epuise': 0, '2 surstock': 1 },
  });

  await banc.reserver(randomUUID(), 1, [{ produitId: 3, quantite: 2 }]);
  expect(await alertes()).toMatchObject({ '1 rupture': 2, '1 epuise': 1 });

  await banc.database.query('UPDATE stock SET plafond = 30000 WHERE magasin_id = 2');
  expect(Object.keys(await alertes()).filter((cle) => cle.startsWith('2'))).toEqual([]);
});
