import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freePorts, startTestRedis, waitFor } from '@caisse/subgraph-kit/test';

import { type Base, ouvrirBase } from '../pannes/harnais/base.ts';
import { enParallele } from '../pannes/harnais/mesure.ts';
import { lireSerie } from '../pannes/harnais/series.ts';
import { type ServiceProcess, serviceProcess } from '../pannes/harnais/service-process.ts';
import { IDENTITES } from '../support/identites.ts';
import { mediane, tableau } from './tableau.ts';

const PRODUITS = Array.from({ length: 100 }, (_, i) => i + 1_001);
const TOURS = 9;
const DEMANDES_PAR_TOUR = 200;
const A_LA_FOIS = 4;

const CORPS = JSON.stringify({
  query: `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Produit { stock(magasinId: "1") { quantite disponible } } } }`,
  variables: { r: PRODUITS.map((id) => ({ __typename: 'Produit', id: String(id) })) },
});

interface Tour {
  /** Of the process of stock, in milliseconds for each request. */
  cpuMs: number;
  p50Ms: number;
  /** For each request. */
  statements: number;
  trips: number;
}

/**
 * What a page of 100 products with their stock costs the process of stock, read through Redis and read from
 * PostgreSQL: two processes on the same database, taking turns.
 *
 * @returns a table for people
 */
export async function mesurerCache(): Promise<string> {
  const dossier = mkdtempSync(join(tmpdir(), 'banc-cache-'));
  const fermetures: (() => unknown)[] = [() => rmSync(dossier, { recursive: true, force: true })];
  try {
    const base = await ouvrirBase(dossier);
    fermetures.push(() => base.fermer());
    await base.sql(
      'stock',
      `SELECT inscrire_mouvements(array_agg(ROW(1, p, 500, 0, 'OUVERTURE', NULL, NULL, NULL, 'banc')
         ::mouvement_a_inscrire)) FROM unnest($1::integer[]) AS p`,
      [PRODUITS],
    );
    const redis = await startTestRedis();
    fermetures.push(() => redis.stop());
    const [portAvec = 0, portSans = 0] = await freePorts(2);
    const avec = await ouvrirStock(base, dossier, portAvec, { REDIS_URL: redis.url });
    fermetures.push(() => avec.tuer());
    const sans = await ouvrirStock(base, dossier, portSans, {});
    fermetures.push(() => sans.tuer());
    await chauffer(avec, sans);

    const tours: { avec: Tour; sans: Tour }[] = [];
    for (let tour = 0; tour < TOURS; tour += 1) {
      // Each goes first in turn: whatever else the machine does falls on both.
      const premier = tour % 2 === 0;
      const a = premier ? await jouer(avec) : undefined;
      const s = await jouer(sans);
      tours.push({ avec: a ?? (await jouer(avec)), sans: s });
      process.stdout.write(`  round ${tour + 1} of ${TOURS}\n`);
    }
    return rapport(tours);
  } finally {
    for (const fermer of fermetures.reverse()) await fermer();
  }
}

async function ouvrirStock(
  { urls }: Base,
  dossier: string,
  port: number,
  env: Record<string, string>,
): Promise<ServiceProcess> {
  const processus = serviceProcess({
    ...{ nom: `stock-${port}`, port, dossierJournaux: dossier },
    fichier: resolve('dist/stock/main.js'),
    env: {
      ...{ DATABASE_URL: urls.stock, LOG_LEVEL: 'warn', ...IDENTITES.variables('stock') },
      ...env,
    },
  });
  await processus.demarrer();
  return processus;
}

/** Until the cache is believed and filled, and the compiler has done its work in both. */
async function chauffer(avec: ServiceProcess, sans: ServiceProcess): Promise<void> {
  await waitFor(
    async () => {
      await demander(avec);
      return ((await lireSerie(avec, 'cache_lectures_total', { resultat: 'succes' })) ?? 0) > 0;
    },
    { timeoutMs: 20_000 },
  );
  for (const processus of [avec, sans]) {
    await enParallele(Array.from({ length: 1_000 }), A_LA_FOIS, () => demander(processus));
  }
}

async function demander({ url }: ServiceProcess): Promise<void> {
  const reponse = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(await IDENTITES.entetesDuService('vente', 'stock')),
    },
    body: CORPS,
  });
  const { data } = (await reponse.json()) as { data?: { _entities: { stock: unknown }[] } };
  if (!data?._entities.every(({ stock }) => stock !== null)) throw new Error('A level is missing');
}

async function compteurs(processus: ServiceProcess): Promise<number[]> {
  return Promise.all(
    [
      () => lireSerie(processus, 'process_cpu_seconds_total'),
      () => lireSerie(processus, 'sql_statements_total', { methode: 'stock.parCles' }),
      () => lireSerie(processus, 'cache_allers_retours_total'),
    ].map(async (lire) => (await lire()) ?? 0),
  );
}

async function jouer(processus: ServiceProcess): Promise<Tour> {
  const avant = await compteurs(processus);
  const durees = await enParallele(
    Array.from({ length: DEMANDES_PAR_TOUR }),
    A_LA_FOIS,
    async () => {
      const debut = performance.now();
      await demander(processus);
      return performance.now() - debut;
    },
  );
  const apres = await compteurs(processus);
  const [cpu = 0, statements = 0, trips = 0] = apres.map(
    (valeur, rang) => (valeur - (avant[rang] ?? 0)) / DEMANDES_PAR_TOUR,
  );
  return { cpuMs: cpu * 1_000, p50Ms: mediane(durees), statements, trips };
}

function rapport(tours: readonly { avec: Tour; sans: Tour }[]): string {
  const ligne = (titre: string, de: (tour: Tour) => number, decimales: number) => {
    const [a, s] = [mediane(tours.map((t) => de(t.avec))), mediane(tours.map((t) => de(t.sans)))];
    const rapports = tours.map((t) => de(t.avec) / de(t.sans)).sort((x, y) => x - y);
    const bornes = [rapports[0], mediane(rapports), rapports.at(-1)].map((r) => r?.toFixed(2));
    return [titre, a.toFixed(decimales), s.toFixed(decimales), bornes.join(' / ')];
  };
  return tableau(
    [
      `a page of ${PRODUITS.length} products, for each request`,
      'Redis',
      'PostgreSQL',
      'ratio (min / median / max)',
    ],
    [
      ligne('CPU of stock, ms', (t) => t.cpuMs, 2),
      ligne('p50 of a request, ms', (t) => t.p50Ms, 1),
      ligne('SQL statements', (t) => t.statements, 2),
      ligne('round trips to the cache', (t) => t.trips, 2).with(3, ''),
    ],
  );
}
