import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Bench, openBench } from './test/bench.ts';
import { openProvider } from './test/provider.ts';

let bench: Bench;
let provider: Awaited<ReturnType<typeof openProvider>>;
/** Keys of the history. */
let paid: string;
let refused: string;
let refunded: string;

beforeAll(async () => {
  bench = await openBench();
  provider = await openProvider();
  await bench.receive(1, [5, 7]);
  const sale = await bench.sell();
  paid = `${sale.venteId}:0`;
  const note = await bench.giveBack(sale);
  refunded = `${note.annulationId}:0`;
  const venteId = randomUUID();
  refused = `${venteId}:1`;
  await bench.bases.vente.query(
    `INSERT INTO vente (id, empreinte, panier_id, paiements_remis, etat, refus, bail_expire, request_id, trace_id)
     VALUES ($1, repeat('e', 64), $1, $2, 'REFUSEE', '{"type": "PaiementRefuse"}', now(), 'request', 'trace')`,
    [venteId, JSON.stringify([{ mode: 'COMPTANT' }, { mode: 'CARTE', montant: 100 }])],
  );
  await bench.follow();
});

afterAll(async () => {
  await provider.close();
  await bench.close();
});

/** What the provider holds after that history. */
function holdTruth(): void {
  provider.autorisations.clear();
  provider.remboursements.clear();
  provider.autorisations.set(paid, { etat: 'ACCEPTE', montant: 300 });
  provider.autorisations.set(refused, { etat: 'ANNULE', montant: 100 });
  provider.remboursements.set(refunded, { etat: 'REMBOURSE', montant: 300 });
}

const look = (since?: Date) =>
  bench.look({ only: ['V13'], terminalUrl: provider.url, ...(since && { since }) });

describe('what the payment provider holds', () => {
  test.each([undefined, new Date(Date.now() - 600_000)])('is what was recorded', async (since) => {
    holdTruth();
    const before = provider.asked();
    const [result] = await look(since);
    expect(result).toMatchObject({ found: 0, compared: 3, notes: [] });
    expect(provider.asked() - before).toBe(3);
  });

  test('is not asked without a provider', async () => {
    const [result] = await bench.look({ only: ['V13'] });
    expect(result).toMatchObject({ found: 0, compared: 0 });
    expect(result?.notes).toEqual([expect.stringContaining('not applicable')]);
  });

  const faults: [string, () => string, () => unknown][] = [
    [
      'a card of a receipt was never heard of',
      () => paid,
      () => provider.autorisations.delete(paid),
    ],
    [
      'a card of a receipt was annulled',
      () => paid,
      () => provider.autorisations.set(paid, { etat: 'ANNULE', montant: 300 }),
    ],
    [
      'a card paid another amount',
      () => paid,
      () => provider.autorisations.set(paid, { etat: 'ACCEPTE', montant: 230 }),
    ],
    [
      'a card of a refused sale is still held',
      () => refused,
      () => provider.autorisations.set(refused, { etat: 'ACCEPTE', montant: 100 }),
    ],
    ['a refund was never made', () => refunded, () => provider.remboursements.delete(refunded)],
    [
      'another amount was refunded',
      () => refunded,
      () => provider.remboursements.set(refunded, { etat: 'REMBOURSE', montant: 150 }),
    ],
  ];

  test.each(faults)('V13 sees that %s', async (_name, key, sow) => {
    holdTruth();
    sow();
    const [result] = await look();
    expect(result?.differences).toEqual([expect.objectContaining({ ids: { cle: key() } })]);
  });

  test('V13 sees that a card was refunded that was paid back in cash', async () => {
    holdTruth();
    const [annulationId] = refunded.split(':');
    const repair = await bench.break(
      'vente',
      'remboursement',
      `UPDATE remboursement SET etat = 'CONVERTI' WHERE annulation_id = $1 AND mode = 'CARTE'`,
      [annulationId],
    );
    const [result] = await look();
    await repair();
    expect(result?.differences).toEqual([expect.objectContaining({ ids: { cle: refunded } })]);
  });

  test('fails when the provider cannot be asked', async () => {
    const nowhere = bench.look({ only: ['V13'], terminalUrl: 'http://127.0.0.1:1' });
    await expect(nowhere).rejects.toThrow('fetch failed');
  });
});
