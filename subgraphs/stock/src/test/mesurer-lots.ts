/**
 * What a product in demand costs: all sales of one product against sales of twenty, with and without
 * grouping. From the root: `npx tsx subgraphs/stock/src/test/mesurer-lots.ts [seconds]`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { createLogger, createMetrics, localNudges, openDatabase } from '@caisse/subgraph-kit';
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

type Reserver = (produitId: number) => Promise<unknown>;

/** Runs the clients one after the other for a while; throughput per second, latencies in milliseconds. */
async function mesurer(reserver: Reserver, produits: readonly number[], secondes = SECONDES) {
  const durees: number[] = [];
  const fin = performance.now() + secondes * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < fin) {
        const debut = performance.now();
        await reserver(produits[Math.floor(Math.random() * produits.length)] ?? 1);
        durees.push(performance.now() - debut);
      }
    }),
  );
  durees.sort((a, b) => a - b);
  const centile = (part: number) => durees[Math.floor(durees.length * part)] ?? 0;
  return { parSeconde: durees.length / secondes, p50: centile(0.5), p99: centile(0.99) };
}

async function comparer(nom: string, reserver: Reserver): Promise<void> {
  await mesurer(reserver, PRODUITS, 1);
  const uniforme = await mesurer(reserver, PRODUITS);
  const couru = await mesurer(reserver, [1]);
  const ecrire = ({ parSeconde, p50, p99 }: typeof uniforme) =>
    `${parSeconde.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  process.stdout.write(`${nom}
  20 products: ${ecrire(uniforme)}
  1 product:   ${ecrire(couru)}
  throughput ${((couru.parSeconde / uniforme.parSeconde) * 100).toFixed(0)} %, p99 x ${(couru.p99 / uniforme.p99).toFixed(2)}`);
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
    ROW(1, p, 1000000000, 0, 'OUVERTURE', NULL, NULL, NULL, 'mesure')::mouvement_a_inscrire))::text
    FROM unnest(${PRODUITS}::int[]) AS p`;

  const seules = reservationRepository(ecriture(prisma, metrics));
  const groupees = reservationsGroupees({ reservations: seules, logger, metrics });
  const saisie = (produitId: number) => ({
    venteId: randomUUID(),
    magasinId: '1',
    lignes: [{ produitId: String(produitId), quantite: 1 }],
  });
  await comparer('one by one', (produitId) =>
    reserverStock({ reservations: seules, requestId: 'mesure' }, saisie(produitId)),
  );
  await comparer('grouped', (produitId) =>
    reserverStock({ reservations: groupees, requestId: 'mesure' }, saisie(produitId)),
  );
  const service = createService({
    databaseUrl: url,
    transport: doublure([]),
    serviceToken: 'mesure',
    nudges: localNudges(),
    logger,
  });
  await comparer('grouped, through GraphQL', async (produitId) => {
    const { errors } = await service.execute(
      { query: MUTATIONS, operationName: 'Reserver', variables: { input: saisie(produitId) } },
      { 'x-service-token': 'mesure' },
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
