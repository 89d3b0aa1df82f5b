import { afterAll, beforeAll, describe, test } from '@jest/globals';

import { createLogger } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { createVerification, type Verification } from './live.ts';
import { type Bench, openBench } from './test/bench.ts';

let bench: Bench;
let verification: Verification;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  await bench.sell();
  await bench.follow();
});

afterAll(() => bench.close());

/** The value of a series, once the page shows it. */
async function metric(name: string, labels: string): Promise<number | undefined> {
  const page = await verification.registry.metrics();
  const line = page.split('\n').find((text) => text.startsWith(`${name}{${labels}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

function start(urls = bench.urls) {
  const logger = createLogger('verification', 'silent');
  verification = createVerification({ urls, logger, intervalMs: 50, firstAfterMs: 0 });
  verification.start();
}

describe('the check that goes on beside the work', () => {
  test('shows what it finds, and that it is gone again', async () => {
    start();
    await waitFor(async () => (await metric('caisse_ecarts_total', 'invariant="V8"')) === 0);
    const { venteId } = await bench.sell();
    await bench.follow();
    const repair = await bench.break(
      'vente',
      'paiement',
      `UPDATE paiement SET montant = montant + 1 WHERE vente_id = $1`,
      [venteId],
    );
    const v5 = () => metric('caisse_ecarts_total', 'invariant="V5"');
    await waitFor(async () => (await v5()) === 1, { timeoutMs: 20_000 });
    await repair();
    // What was found stands until everything was looked at again.
    await verification.stop();
    start();
    await waitFor(async () => (await v5()) === 0, { timeoutMs: 20_000 });
    await verification.stop();
  });

  test('shows how far consumers are behind the log', async () => {
    await bench.sell();
    start();
    const lag = () => metric('caisse_journal_retard_evenements', 'consommateur="reporting"');
    await waitFor(async () => (await lag()) === 1, { timeoutMs: 20_000 });
    await bench.follow();
    await waitFor(async () => (await lag()) === 0, { timeoutMs: 20_000 });
    await verification.stop();
  });

  test('counts the checks that it could not do, and goes on', async () => {
    const nowhere = new URL(bench.urls.vente);
    nowhere.pathname = '/nowhere';
    start({ ...bench.urls, vente: nowhere.href });
    const failures = () => metric('caisse_verification_echecs_total', 'service');
    await waitFor(async () => ((await failures()) ?? 0) > 1, { timeoutMs: 20_000 });
    await verification.stop();
  });
});
