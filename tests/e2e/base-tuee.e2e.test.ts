import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { type Client, createClient } from './support/client.ts';
import { readDocuments } from './support/documents.ts';
import { type RunningStandalone, startStandalone } from './support/standalone.ts';
import { createTill } from './support/till.ts';

const documents = readDocuments();
/** A database recovers in the time that the machine leaves it. */
const LONG = { timeoutMs: 60_000 };
let caisse: RunningStandalone;
let client: Client;

beforeAll(async () => {
  caisse = await startStandalone();
  await connecter();
});

afterAll(() => caisse.dispose());

/** Signed in before anything is waited for: sign-ins are limited, and a wait asks again and again. */
async function connecter(): Promise<void> {
  client = createClient(caisse.url);
  await client.headers();
}

function postmaster(): number {
  const file = join(caisse.dataDir, 'postgres', 'cluster', 'postmaster.pid');
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

test('a database killed under a selling chain comes back by itself, with every acknowledged sale', async () => {
  const till = await createTill(client, '1');
  const vendre = async () => {
    const panierId = await till.panier([['1', 1]]);
    const paiements = [{ mode: 'COMPTANT', montant: 150 }];
    return till.checkout({ venteId: randomUUID(), panierId, paiements });
  };
  const before = await vendre();
  expect(before.__typename).toBe('CheckoutReussi');

  const killed = postmaster();
  process.kill(killed, 'SIGKILL');
  await waitFor(() => caisse.output().includes('PostgreSQL s’est arrêté tout seul'), LONG);
  const sale = { id: before.vente.id as string };
  const read = () => client.send(documents.get('vente') ?? '', sale);
  await waitFor(async () => (await read()).errors === undefined, LONG);
  expect(postmaster()).not.toBe(killed);
  expect((await read()).data.vente).toMatchObject({
    statut: 'VALIDEE',
    numero: before.vente.numero,
  });

  expect((await vendre()).__typename).toBe('CheckoutReussi');
  expect(caisse.process.exitCode).toBeNull();
});

test('what was sold is still there after a stop and a second start', async () => {
  const { total } = (await rapport()) as { total: number };
  expect(total).toBe(300);
  expect(await caisse.stop()).toBe(0);
  caisse = await startStandalone(caisse.dataDir);
  await connecter();
  expect(await rapport()).toMatchObject({ total });
});

async function rapport(): Promise<unknown> {
  const jour = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date());
  const filtre = { du: jour, au: jour };
  const read = async () =>
    (await client.run(documents.get('rapport-ventes') ?? '', { filtre })).rapportVentes;
  await waitFor(async () => (await read()).nombreVentes === 2, LONG);
  return read();
}
