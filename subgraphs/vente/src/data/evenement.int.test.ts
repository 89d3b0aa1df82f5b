import { randomUUID } from 'node:crypto';
import { setTimeout as attendre } from 'node:timers/promises';

import { createLogger, createMetrics, type Database, openDatabase } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase, waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { evenementRepository, type PlaceJournal } from './evenement-repository.ts';
import { createPrisma, type PrismaClient } from './prisma.ts';

let base: TestDatabase;
let database: Database;
let prisma: PrismaClient;

beforeAll(async () => {
  base = await createTestDatabase('vente');
  const logger = createLogger('vente', 'silent');
  database = openDatabase({
    ...{ url: base.url, service: 'vente', logger, metrics: createMetrics('vente') },
  });
  prisma = createPrisma(database);
});

afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
  await base.drop();
});

const ECRIVAINS = 16;
const EVENEMENTS = 2_000;

/** Writes its share of events, a few in each transaction, and holds each transaction open for a while. */
async function ecrire(combien: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  const ids: string[] = [];
  try {
    while (ids.length < combien) {
      const suite = Array.from(
        { length: Math.min(1 + Math.floor(Math.random() * 5), combien - ids.length) },
        () => randomUUID(),
      );
      await client.query('BEGIN');
      for (const id of suite) {
        await client.query(
          `INSERT INTO evenement (id, type, charge, trace_id) VALUES ($1, 'Essai', '{}', 't')`,
          [id],
        );
      }
      // Not a wait for a fact: the open transaction is what is tested.
      await attendre(Math.random() * 200);
      await client.query('COMMIT');
      ids.push(...suite);
    }
  } finally {
    await client.end();
  }
  return ids;
}

test('what 16 writers write, committing out of order, is read once and in the order of the log', async () => {
  const { lire } = evenementRepository(prisma);
  const lus: string[] = [];
  const places: PlaceJournal[] = [];
  let place: PlaceJournal | null = null;
  let fini = false;

  const lecteur = waitFor(
    async () => {
      const tranche = await lire(place, 50);
      lus.push(...tranche.evenements.map(({ id }) => id));
      if (tranche.evenements.length > 0 && tranche.place) places.push(tranche.place);
      place = tranche.place;
      return fini && lus.length >= EVENEMENTS && !tranche.reste;
    },
    { timeoutMs: 60_000, intervalMs: 5 },
  );
  const ecrits = await Promise.all(
    Array.from({ length: ECRIVAINS }, () => ecrire(EVENEMENTS / ECRIVAINS)),
  );
  fini = true;
  await lecteur;

  expect(new Set(lus).size).toBe(EVENEMENTS);
  expect([...lus].sort()).toEqual(ecrits.flat().sort());
  const ordre = await base.query<{ id: string }>('SELECT id FROM evenement ORDER BY xid, position');
  expect(lus).toEqual(ordre.map(({ id }) => id));
  // It was read while it was written, or nothing was shown.
  expect(places.length).toBeGreaterThan(EVENEMENTS / 50);
  // And a reader of positions alone would have skipped some: they commit out of order.
  const [desordre] = await base.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT position, lag(position) OVER (ORDER BY xid, position) AS avant FROM evenement) AS e
       WHERE position < avant`,
  );
  expect(desordre?.n).toBeGreaterThan(0);
}, 90_000);
