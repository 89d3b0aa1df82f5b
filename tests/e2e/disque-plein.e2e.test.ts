import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { findRunningServer } from '@caisse/subgraph-kit/postgres';
import { waitFor } from '@caisse/subgraph-kit/test';

import { type Client, createClient } from './support/client.ts';
import { readDocuments } from './support/documents.ts';
import { type RunningStandalone, startStandalone } from './support/standalone.ts';
import { createTill, type Till } from './support/till.ts';

/** Where a write finds no room, whoever writes: a disk that is full, without one to fill. */
const FULL = '/dev/full';
const documents = readDocuments();
let caisse: RunningStandalone;
let client: Client;
let till: Till;

beforeAll(async () => {
  const dataDir = join(tmpdir(), `caisse-e2e-${randomUUID()}`);
  mkdirSync(join(dataDir, 'journaux'), { recursive: true });
  symlinkSync(FULL, join(dataDir, 'journaux', 'caisse.log'));
  caisse = await startStandalone(dataDir);
  client = createClient(caisse.url);
  till = await createTill(client, '1');
});

afterAll(() => caisse.dispose());

const vendre = async (venteId = randomUUID()) => {
  const panierId = await till.panier([['1', 1]]);
  return { venteId, panierId, paiements: [{ mode: 'COMPTANT', montant: 150 }] };
};
const pret = async () => {
  const response = await fetch(`${caisse.url}/pret`);
  const { detail } = (await response.json()) as { detail: Record<string, string> };
  return { status: response.status, disque: detail['disque'] };
};
const said = (words: string) => caisse.output().split(words).length - 1;

/** Makes every row of a table that is added fail as PostgreSQL does when its disk is full, or ends that. */
async function fullFor(database: string, table: string, full: boolean): Promise<void> {
  const url = findRunningServer(join(caisse.dataDir, 'postgres'))?.(database);
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  await sql.query(
    full
      ? `CREATE FUNCTION disque_plein() RETURNS trigger LANGUAGE plpgsql AS
           $$BEGIN RAISE 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END$$;
         CREATE TRIGGER disque_plein BEFORE INSERT ON ${table} EXECUTE FUNCTION disque_plein()`
      : `DROP FUNCTION disque_plein CASCADE`,
  );
  await sql.end();
}

test('a full disk of the log alone stops no sale; it is said once and counted', async () => {
  for (let sale = 0; sale < 3; sale += 1) {
    expect((await till.checkout(await vendre())).__typename).toBe('CheckoutReussi');
  }
  expect(await pret()).toEqual({ status: 200, disque: 'pret' });
  expect(said('ne peut plus être écrit (disque plein)')).toBe(1);
  const metrics = await (await fetch(`${caisse.url}/metrics`)).text();
  const lost = /^journal_lignes_perdues_total\{service="standalone"\} (\d+)$/m.exec(metrics)?.[1];
  expect(Number(lost)).toBeGreaterThan(10);
});

test('a full disk of the data is an outage and no defect; it is not ready, and says so once', async () => {
  const probe = join(caisse.dataDir, 'postgres', 'sonde');
  const input = await vendre();
  await fullFor('vente', 'vente', true);
  await fullFor('panier', 'panier', true);
  symlinkSync(FULL, probe);

  const cashier = client.as({ role: 'CAISSIER', magasinId: 1 });
  for (const [name, variables] of [
    ['checkout', { input }],
    ['creer-panier', { id: randomUUID(), sessionCaisseId: till.sessionId }],
  ] as const) {
    const { errors } = await cashier.send(documents.get(name) ?? '', variables);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SERVICE_INDISPONIBLE']);
  }
  for (let look = 0; look < 3; look += 1) {
    expect(await pret()).toEqual({ status: 503, disque: 'disque plein' });
  }
  expect(said('Le disque des données')).toBe(1);
  expect(said(`${caisse.dataDir}) ne peut plus être écrit : disque plein`)).toBe(1);

  rmSync(probe);
  await fullFor('vente', 'vente', false);
  await fullFor('panier', 'panier', false);
  await waitFor(async () => (await pret()).status === 200);
  expect(said('s’écrit de nouveau')).toBe(1);
  expect((await till.checkout(input)).__typename).toBe('CheckoutReussi');
});
