import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger, createMetrics, type Database, openDatabase } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase, waitFor } from '@caisse/subgraph-kit/test';

import { createPrisma, type PrismaClient } from './data/prisma.ts';
import {
  type ReconstructionRepository,
  reconstructionRepository,
} from './data/reconstruction-repository.ts';
import type { Genre, Progres } from './domain/reconstruction.ts';
import { annulee, validee } from './test/evenements.ts';
import { type Banc, banc, type Journal, journal } from './test/service.ts';

const COMPLET = process.env['PANNES'] === 'complet' ? 100_000 : 5_000;
const EVENEMENTS = Number(process.env['PANNES_O4'] ?? COMPLET);
const TABLES = ['ventes_jour', 'ventes_heure', 'ventes_produit_jour'] as const;

let base: TestDatabase;
let database: Database;
let prisma: PrismaClient;
let reconstructions: ReconstructionRepository;
let ventes: Journal;
let reporting: Banc;

beforeAll(async () => {
  base = await createTestDatabase('reporting');
  database = openDatabase({
    url: base.url,
    service: 'reporting',
    logger: createLogger('reporting', 'silent'),
    metrics: createMetrics('reporting'),
  });
  prisma = createPrisma(database);
  reconstructions = reconstructionRepository(prisma);
  ventes = journal();
  ventes.evenements.push(...generer(EVENEMENTS));
  reporting = banc(base.url, ventes);
  await reporting.subgraph.start();
  await compte(EVENEMENTS);
});

beforeEach(() =>
  base.query(`DELETE FROM demande_reconstruction WHERE etat IN ('TERMINEE', 'ECHOUEE')`),
);

afterAll(async () => {
  await reporting.subgraph.stop();
  await prisma.$disconnect();
  await database.close();
  await base.drop();
});

/** Sales and returns of three places, two tills each, over forty days; the same ones each time. */
function generer(nombre: number) {
  let graine = 42;
  const hasard = (borne: number) => {
    graine = (graine * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((graine / 2_147_483_648) * borne);
  };
  return Array.from({ length: nombre }, () => {
    const faits = {
      magasinId: 1 + hasard(3),
      caisseId: 1 + hasard(6),
      jour: new Date(Date.UTC(2026, 9, 1 + hasard(40))).toISOString().slice(0, 10),
      heure: 8 + hasard(12),
      arrondi: hasard(5) - 2,
      lignes: Array.from({ length: 1 + hasard(3) }, (_, rang): [number, number, number] => [
        1 + rang * 30 + hasard(30),
        1 + hasard(5),
        100 + hasard(10_000),
      ]),
    };
    return hasard(10) === 0 ? annulee(hasard(2) === 0, faits) : validee(faits);
  });
}

async function compte(nombre: number): Promise<void> {
  reporting.nudge();
  await waitFor(
    async () => {
      const [ligne] = await base.query<{ n: string }>('SELECT comptes AS n FROM curseur');
      return Number(ligne?.n) === nombre;
    },
    { timeoutMs: 100_000, intervalMs: 20 },
  );
}

/** Every row of the live projections. */
async function photo(): Promise<string[]> {
  const tables = TABLES.map((nom) => `SELECT '${nom}' || to_jsonb(t)::text AS ligne FROM ${nom} t`);
  const rangees = await base.query<{ ligne: string }>(`${tables.join(' UNION ALL ')} ORDER BY 1`);
  return rangees.map(({ ligne }) => ligne);
}

/** Asks for a rebuild and waits for its end. */
async function demander(genre: Genre): Promise<Progres> {
  const id = randomUUID();
  expect(await reconstructions.demander(id, genre)).toBe(true);
  return waitFor(
    async () => {
      const progres = await reconstructions.progres(id);
      return progres && ['TERMINEE', 'ECHOUEE'].includes(progres.etat) ? progres : null;
    },
    { timeoutMs: 110_000, intervalMs: 50 },
  );
}

const schemas = () =>
  base.query(`SELECT nspname FROM pg_namespace WHERE nspname IN ('reconstruction', 'remplacee')`);

describe('a rebuild from the whole log', () => {
  test(`of ${EVENEMENTS} events is identical to the live sums, row by row`, async () => {
    const avant = await photo();
    expect(avant.length).toBeGreaterThan(500);
    expect(await demander('REMPLACER')).toMatchObject({
      etat: 'TERMINEE',
      evenements: EVENEMENTS,
      nombreEcarts: 0,
      // The rows, and the count of events.
      lignes: avant.length + 1,
      message: null,
    });
    expect(await photo()).toEqual(avant);
  });

  test('leaves the names of indexes and keys as they were, and no table beside', async () => {
    const indexes = await base.query<{ indexname: string }>(
      `SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'ventes%' ORDER BY 1`,
    );
    expect(indexes.map(({ indexname }) => indexname)).toEqual([
      'ventes_heure_magasin',
      'ventes_heure_pkey',
      'ventes_jour_magasin',
      'ventes_jour_pkey',
      'ventes_produit_jour_magasin',
      'ventes_produit_jour_pkey',
    ]);
    expect(await schemas()).toEqual([]);
  });

  test('tells what is wrong and leaves it, when it only compares', async () => {
    await base.query(
      `UPDATE ventes_jour SET total = total + 1 WHERE ctid = (SELECT min(ctid) FROM ventes_jour)`,
    );
    const faux = await photo();
    const { nombreEcarts, ecarts } = await demander('COMPARER');
    expect(nombreEcarts).toBe(1);
    const [ecart] = ecarts;
    expect(ecart?.table).toBe('ventes_jour');
    expect(Number(ecart?.vivant?.['total'])).toBe(Number(ecart?.reconstruit?.['total']) + 1);
    expect(await photo()).toEqual(faux);
    expect(await schemas()).toEqual([]);
  });

  test('puts right what was wrong', async () => {
    await base.query(`DELETE FROM ventes_heure WHERE heure = 9`);
    const { nombreEcarts } = await demander('REMPLACER');
    expect(nombreEcarts).toBeGreaterThan(1);
    expect(await demander('COMPARER')).toMatchObject({ nombreEcarts: 0 });
  });

  test('loses and doubles nothing while sales go on', async () => {
    const avant = ventes.evenements.length;
    const fin = new AbortController();
    const caisse = (async () => {
      while (!fin.signal.aborted) {
        ventes.evenements.push(
          ...generer(3).map((evenement) => ({ ...evenement, id: randomUUID() })),
        );
        await compte(ventes.evenements.length);
      }
    })();
    try {
      for (let tour = 0; tour < 3; tour += 1) {
        expect(await demander('REMPLACER')).toMatchObject({ etat: 'TERMINEE', nombreEcarts: 0 });
      }
    } finally {
      fin.abort();
      await caisse;
    }
    expect(ventes.evenements.length).toBeGreaterThan(avant + 30);
    await compte(ventes.evenements.length);
    expect(await demander('COMPARER')).toMatchObject({
      evenements: ventes.evenements.length,
      nombreEcarts: 0,
    });
  });

  test('is begun again by the next process when the one that held it died', async () => {
    const id = randomUUID();
    await base.query(
      `INSERT INTO demande_reconstruction (id, genre, etat, preneur, bail_expire)
       VALUES ($1, 'COMPARER', 'EN_COURS', $2, now() - interval '1 second')`,
      [id, randomUUID()],
    );
    await waitFor(async () => (await reconstructions.progres(id))?.etat === 'TERMINEE', {
      timeoutMs: 100_000,
    });
    expect(await reconstructions.progres(id)).toMatchObject({ nombreEcarts: 0 });
  });

  test('is one at a time', async () => {
    const id = randomUUID();
    await base.query(
      `INSERT INTO demande_reconstruction (id, genre, etat, bail_expire) VALUES ($1, 'COMPARER', 'EN_COURS', 'infinity')`,
      [id],
    );
    expect(await reconstructions.demander(randomUUID(), 'COMPARER')).toBe(false);
    await base.query(`DELETE FROM demande_reconstruction WHERE id = $1`, [id]);
  });
});
