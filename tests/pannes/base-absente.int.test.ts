import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { createService } from '@caisse/produit';
import { createLogger, localNudges } from '@caisse/subgraph-kit';
import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { type EmbeddedServer, startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';
import { headersOf, testCredentials, waitFor } from '@caisse/subgraph-kit/test';

const dataDir = join(tmpdir(), `caisse-panne-${randomUUID()}`);
let postgres: EmbeddedServer | undefined;

afterAll(async () => {
  await postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a service outlives its database, says so without a detail, and works again when it is back', async () => {
  postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  await postgres.createDatabase('produit');
  const databaseUrl = postgres.url('produit');
  await applyMigrations({ url: databaseUrl, directory: resolve('prisma/produit/migrations') });
  const produit = createService({
    databaseUrl,
    transport: { send: () => Promise.reject(new Error('produit calls nobody')) },
    credentials: testCredentials('produit'),
    nudges: localNudges(),
    logger: createLogger('produit', 'silent'),
  });
  const headers = await headersOf('produit', { service: 'vente' });
  const ask = () => produit.execute({ query: '{ produits { totalCount } }' }, headers);
  try {
    expect(await ask()).toEqual({ data: { produits: { totalCount: 0 } } });
    await expect(produit.ready()).resolves.toBeUndefined();

    await postgres.stop();
    const refused = await ask();
    expect(refused.errors).toEqual([
      expect.objectContaining({
        message: 'Le service est momentanément indisponible. Rien n’a été perdu ; réessayez.',
        extensions: {
          code: 'SERVICE_INDISPONIBLE',
          requestId: expect.any(String) as unknown,
        },
      }),
    ]);
    await expect(produit.ready()).rejects.toThrow();

    const port = Number(new URL(databaseUrl).port);
    postgres = await startEmbeddedPostgres({ dataDir, port, settings: { fsync: 'off' } });
    await waitFor(async () => (await ask()).errors === undefined);
    await expect(produit.ready()).resolves.toBeUndefined();
  } finally {
    await produit.stop();
  }
});
