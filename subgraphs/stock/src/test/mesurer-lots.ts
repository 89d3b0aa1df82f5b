/**
 * What a product in demand costs: all sales of one product against sales of twenty, with and without
 * grouping. From the root: `npx tsx subgraphs/stock/src/test/mesurer-lots.ts [seconds]`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import {
  createLogger,
  createMetrics,
  credentialsOf,
  generateDeploymentKeys,
  IDENTITY_HEADER,
  identitySigner,
  localNudges,
  openDatabase,
} from '@caisse/subgraph-kit';
import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';

import { ecriture } from '../data/ecriture.ts';
import { createPrisma } from '../data/prisma.ts';
import { reservationRepository } from '../data/reservation-repository.ts';
import { reservationsGroupees } from '../data/reservations-groupees.ts';
import { createService } from '../service.ts';
import { reserverStock } from '../use-cases/reserver-stock.ts';
import { doublure } from './doublure.ts';
import { MUTATIONS } from './operations.ts';

const CLIENTS = 32;
const SECONDES = Number(process.argv[2] ?? 4);
const PRODUITS = Array.from({ length: 20 }, (_, rang) => rang + 1);

/** A sale as a service sends it. */
interface Saisie {
  venteId: string;
  magasinId: string;
  lignes: { produitId: string; quantite: number }[];
}

type Reserver = (saisie: Saisie) => Promise<unknown>;

/** One unit of one of the products. */
function simple(produits: readonly number[]): Saisie {
  const produitId = String(produits[Math.floor(Math.random() * produits.length)]);
  return { venteId: randomUUID(), magasinId: '1', lignes: [{ produitId, quantite: 1 }] };
}

/** One to five lines in one of three places. */
function variee(): Saisie {
  const lignes = Array.from(
    { length: 1 + Math.floor(Math.random() * 5) },
    () => simple(PRODUITS).lignes,
  ).flat();
  return { ...simple(PRODUITS), magasinId: String(1 + Math.floor(Math.random() * 3)), lignes };
}

/** Runs the clients one after the other for a while; throughput per second, latencies in milliseconds. */
async function mesurer(reserver: Reserver, saisie: () => Saisie, secondes = SECONDES) {
  const durees: number[] = [];
  const fin = performance.now() + secondes * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < fin) {
        const debut = performance.now();
        await reserver(saisie());
        durees.push(performance.now() - debut);
      }
    }),
  );
  durees.sort((a, b) => a - b);
  const centile = (part: number) => durees[Math.floor(durees.length * part)] ?? 0;
  return { parSeconde: durees.length / secondes, p50: centile(0.5), p99: centile(0.99) };
}

async function comparer(nom: string, reserver: Reserver): Promise<void> {
  await mesurer(reserver, () => simple(PRODUITS), 1);
  const uniforme = await mesurer(reserver, () => simple(PRODUITS));
  const couru = await mesurer(reserver, () => simple([1]));
  const longue = await mesurer(reserver, variee);
  const ecrire = ({ parSeconde, p50, p99 }: typeof uniforme) =>
    `${parSeconde.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  process.stdout.write(`${nom}
  20 products: ${ecrire(uniforme)}
  1 product:   ${ecrire(couru)}
  1 to 5 lines, 20 products, 3 places: ${ecrire(longue)}
  1 product against 20: throughput ${((couru.parSeconde / uniforme.parSeconde) * 100).toFixed(0)} %, p99 x ${(couru.p99 / uniforme.p99).toFixed(2)}\n`);
}

const dossier = mkdtempSync(join(tmpdir(), 'mesure-'));
const serveur = await startEmbeddedPostgres({ dataDir: dossier });
try {
  await serveur.createDatabase('stock');
  const url = serveur.url('stock');
  await applyMigrations({ url, directory: 'prisma/stock/migrations' });
  const logger = createLogger('stock', 'silent');
  const metrics = createMetrics('mesure');
  const database = openDatabase({ url, service: 'mesure', logger, metrics });
  const prisma = createPrisma(database);
  await prisma.$queryRaw`SELECT inscrire_mouvements(array_agg(
    ROW(m, p, 1000000000, 0, 'OUVERTURE', NULL, NULL, NULL, 'mesure')::mouvement_a_inscrire))::text
    FROM unnest(${PRODUITS}::int[]) AS p, generate_series(1, 3) AS m`;

  const seules = reservationRepository(ecriture(prisma, metrics, () => Promise.resolve()));
  const groupees = reservationsGroupees({ reservations: seules, logger, metrics });
  await comparer('one by one', (saisie) =>
    reserverStock({ reservations: seules, requestId: 'mesure' }, saisie),
  );
  await comparer('grouped', (saisie) =>
    reserverStock({ reservations: groupees, requestId: 'mesure' }, saisie),
  );
  const keys = generateDeploymentKeys();
  const vente = identitySigner('vente', credentialsOf(keys, 'vente'));
  const service = createService({
    databaseUrl: url,
    transport: doublure([]),
    credentials: credentialsOf(keys, 'stock'),
    nudges: localNudges(),
    logger,
  });
  await comparer('grouped, through GraphQL', async (saisie) => {
    const { errors } = await service.execute(
      { query: MUTATIONS, operationName: 'Reserver', variables: { input: saisie } },
      { [IDENTITY_HEADER]: await vente.sign('stock', 'self') },
    );
    if (errors) throw new Error(errors[0]?.message);
  });
  process.stdout.write(await metrics.registry.getSingleMetricAsString('stock_lot_reservations'));
  await service.stop();
  await prisma.$disconnect();
  await database.close();
} finally {
  await serveur.stop();
  rmSync(dossier, { recursive: true, force: true });
}
