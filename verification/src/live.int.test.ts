import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { createVerification, type Verification, type VerificationOptions } from './live.ts';
import type { State } from './state.ts';
import { type Bench, openBench } from './test/bench.ts';

let bench: Bench;
let verification: Verification;
let folder: string;
let file: string;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  await bench.sell();
  await bench.audit('stock', 3);
  await bench.follow();
});

afterAll(() => bench.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verification-'));
  file = join(folder, 'reperes', 'etat.json');
});

afterEach(async () => {
  await verification.stop();
  rmSync(folder, { recursive: true });
});

/** The value of a series, once the page shows it. */
async function metric(name: string, labels = 'service'): Promise<number | undefined> {
  const page = await verification.registry.metrics();
  const line = page.split('\n').find((text) => text.startsWith(`${name}{${labels}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const differences = (invariant: string) =>
  metric('caisse_ecarts_total', `invariant="${invariant}"`);
const checkedAt = async (invariant: string) =>
  (await metric('caisse_verification_timestamp_seconds', `invariant="${invariant}"`)) ?? 0;
const wholeAt = async () => (await metric('caisse_verification_entiere_timestamp_seconds')) ?? 0;
const kept = () => JSON.parse(readFileSync(file, 'utf8')) as State;
const soon = { timeoutMs: 30_000 };

function start(options: Partial<VerificationOptions> = {}) {
  const logger = createLogger('verification', 'silent');
  verification = createVerification({
    ...{ urls: bench.urls, logger, intervalMs: 50, firstAfterMs: 0, file },
    ...options,
  });
  verification.start();
}

describe('the check that goes on beside the work', () => {
  test('shows what it finds, also over a restart, and that it is gone again', async () => {
    start();
    await waitFor(async () => (await differences('V8')) === 0, soon);
    const { venteId } = await bench.sell();
    await bench.follow();
    const repair = await bench.break(
      'vente',
      'paiement',
      `UPDATE paiement SET montant = montant + 1 WHERE vente_id = $1`,
      [venteId],
    );
    await waitFor(async () => (await differences('V5')) === 1, soon);
    await verification.stop();
    expect(kept().broken).toContainEqual(expect.objectContaining({ invariant: 'V5' }));
    start();
    await waitFor(async () => (await differences('V5')) === 1, soon);
    await repair();
    await waitFor(async () => (await differences('V5')) === 0, soon);
  });

  test('shows how far consumers are behind the log', async () => {
    await bench.sell();
    start();
    const lag = () => metric('caisse_journal_retard_evenements', 'consommateur="reporting"');
    await waitFor(async () => (await lag()) === 1, soon);
    await bench.follow();
    await waitFor(async () => (await lag()) === 0, soon);
  });

  test('counts the checks that it could not do, and does the others', async () => {
    const nowhere = new URL(bench.urls.panier);
    nowhere.pathname = '/nowhere';
    start({ urls: { ...bench.urls, panier: nowhere.href } });
    const failures = () => metric('caisse_verification_echecs_total');
    await waitFor(async () => ((await failures()) ?? 0) > 1, soon);
    await waitFor(async () => (await checkedAt('V9')) > 0, soon);
    expect(await checkedAt('V11')).toBe(0);
  });
});

describe('the check of everything', () => {
  test('goes on where the process before it stopped', async () => {
    start();
    await waitFor(async () => (await wholeAt()) > 0, soon);
    await verification.stop();
    const state = kept();
    const pass = { invariant: 'V9', walk: 'chains', from: null, size: 5_000, workedMs: 1 } as const;
    writeFileSync(file, JSON.stringify({ ...state, pass, lastPass: undefined }));
    start();
    await waitFor(async () => (await wholeAt()) > 0, soon);
    // From V9 to the last: less than from the first.
    expect(await metric('caisse_verification_tranches_total', 'etendue="tout"')).toBeLessThan(15);
  });

  test('begins anew after a file that nobody can read', async () => {
    start();
    await waitFor(async () => (await wholeAt()) > 0, soon);
    await verification.stop();
    writeFileSync(file, '{"version": 1, "marks": {"ledger": ');
    start();
    await waitFor(async () => (await checkedAt('V4')) > 0, soon);
    await verification.stop();
    expect(kept().marks.ledger?.sums.length).toBeGreaterThan(0);
  });

  test('leaves the recent one alone when it cannot be done', async () => {
    // The rule of the transfers is the only one that reads them, and only the check of everything does.
    await bench.bases.stock.query('ALTER TABLE transfert RENAME TO transfert_ailleurs');
    start();
    const failures = () => metric('caisse_verification_echecs_total');
    await waitFor(async () => ((await failures()) ?? 0) > 0, soon);
    await waitFor(async () => (await wholeAt()) > 0, soon);
    const before = await checkedAt('V5');
    await waitFor(async () => (await checkedAt('V5')) > before, soon);
    await bench.bases.stock.query('ALTER TABLE transfert_ailleurs RENAME TO transfert');
  });
});

describe('what earlier checks have seen', () => {
  test('bounds what is read: of the ledger, only what came after it', async () => {
    start();
    await waitFor(async () => (await checkedAt('V4')) > 0, soon);
    await verification.stop();
    const { marks } = kept();
    // Sums that are wrong by as much as a change of the past: only the check of everything sees that one.
    const wrong = marks.ledger?.sums.map(([place, product, available, held]) => [
      ...[place, product, available + 1, held],
    ]);
    const state = { ...kept(), marks: { ...marks, ledger: { ...marks.ledger, sums: wrong } } };
    writeFileSync(file, JSON.stringify({ ...state, lastPass: { at: Date.now(), workedMs: 1e9 } }));
    await bench.sell();
    await bench.follow();
    start();
    await waitFor(async () => (await differences('V4')) === wrong?.length, soon);
  });

  test('shows that the last entries of an audit log are gone', async () => {
    start();
    await waitFor(async () => (await wholeAt()) > 0, soon);
    const repair = await bench.break('stock', 'audit', 'DELETE FROM audit WHERE numero > 2');
    await waitFor(async () => (await differences('V9')) === 1, soon);
    await repair();
    await waitFor(async () => (await differences('V9')) === 0, soon);
  });
});
