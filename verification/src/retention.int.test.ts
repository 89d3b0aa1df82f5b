import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Bench, openBench } from './test/bench.ts';
import type { Sale } from './test/history.ts';

let bench: Bench;
let sale: Sale;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  sale = await bench.sell();
  await bench.follow();
});

afterAll(() => bench.close());

test('V2 goes by the movements of a sale whose reservation is past its time', async () => {
  const remove = () =>
    bench.break('stock', 'reservation', 'DELETE FROM reservation WHERE vente_id = $1', [
      sale.venteId,
    ]);
  const early = await remove();
  expect(await bench.differences('V2')).toHaveLength(1);
  await early();

  await bench.break(
    'stock',
    'mouvement',
    `UPDATE mouvement SET cree_le = cree_le - interval '8 days' WHERE vente_id = $1`,
    [sale.venteId],
  );
  await remove();
  expect(await bench.differences('V2')).toEqual([]);
});
