import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createLogger, createMetrics, openDatabase } from '@caisse/subgraph-kit';
import { findRunningServer } from '@caisse/subgraph-kit/postgres';

import { createPrisma } from '../data/prisma.ts';
import {
  type ReconstructionRepository,
  reconstructionRepository,
} from '../data/reconstruction-repository.ts';
import type { Ecart, Progres } from '../domain/reconstruction.ts';

const USAGE = `Rebuilds the reports from the whole sales log, compares them with the live ones, and puts them in their place.

  npm run reporting:reconstruire -- [--comparer]

  --comparer   only compare

The running service does it, while it goes on serving: start it first. Its database is REPORTING_DATABASE_URL
if set, else that of the standalone mode (DATA_DIR).
Ends with 0 when nothing differed, 1 when something did, 2 when it could not be done.`;

/** The service looks every second whether something is asked of it. */
const PRISE_MS = 15_000;
const MONTRES = 20;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { comparer: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const database = openDatabase({
    url: databaseUrl(),
    service: 'reporting-reconstruire',
    poolMax: 1,
    logger: createLogger('reporting-reconstruire', 'warn'),
    metrics: createMetrics('reporting-reconstruire'),
  });
  const prisma = createPrisma(database);
  try {
    const reconstructions = reconstructionRepository(prisma);
    const id = randomUUID();
    if (!(await reconstructions.demander(id, values.comparer ? 'COMPARER' : 'REMPLACER'))) {
      throw new Error('a rebuild is already in progress');
    }
    return conclure(await suivre(reconstructions, id), values.comparer === true);
  } finally {
    await prisma.$disconnect();
    await database.close();
  }
}

function databaseUrl(): string {
  const named = process.env['REPORTING_DATABASE_URL'];
  if (named) return named;
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  const url = findRunningServer(join(dataDir, 'postgres'));
  if (!url) {
    throw new Error(
      `REPORTING_DATABASE_URL is not set, and no standalone runs on ${dataDir}: start it (npm start)`,
    );
  }
  return url('reporting');
}

/** Shows how far it is until it ends. */
async function suivre(reconstructions: ReconstructionRepository, id: string): Promise<Progres> {
  const debut = performance.now();
  let derniere = '';
  for (;;) {
    const progres = await reconstructions.progres(id);
    if (!progres) throw new Error('the rebuild was withdrawn');
    if (progres.etat === 'TERMINEE' || progres.etat === 'ECHOUEE') {
      afficher(enPhrase(progres, performance.now() - debut), '\n');
      return progres;
    }
    if (progres.etat === 'DEMANDEE' && performance.now() - debut > PRISE_MS) {
      if (await reconstructions.retirer(id)) {
        throw new Error('no reporting service runs on this database: start it, and ask again');
      }
    }
    const phrase = enPhrase(progres, performance.now() - debut);
    if (phrase !== derniere && process.stdout.isTTY) afficher(phrase, '');
    else if (progres.etape !== 'ATTENTE' && phrase !== derniere) afficher(phrase, '\n');
    derniere = phrase;
    await attendre(process.stdout.isTTY ? 200 : 1_000);
  }
}

const ETAPES: Record<Progres['etape'], string> = {
  ATTENTE: 'waiting for the service',
  LECTURE: 'folding the log',
  COMPARAISON: 'comparing',
  FIN: 'done',
};

function enPhrase({ etape, evenements, attendus }: Progres, ms: number): string {
  const part = Math.min(100, Math.floor((100 * evenements) / Math.max(1, attendus, evenements)));
  const debit = Math.round(evenements / Math.max(0.001, ms / 1_000));
  return `${ETAPES[etape]}: ${nombre(evenements)} events, ${nombre(debit)}/s, ${part} %`;
}

function afficher(phrase: string, fin: string): void {
  process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${phrase}${fin}` : `${phrase}${fin}`);
}

function conclure(progres: Progres, comparer: boolean): number {
  const { etat, message, lignes, nombreEcarts, ecarts } = progres;
  if (etat === 'ECHOUEE')
    throw new Error(message ?? 'the rebuild failed; the log of the service says why');
  if (message !== null) console.log(`note: ${message}`);
  for (const ecart of ecarts.slice(0, MONTRES)) console.log(enLignes(ecart));
  if (nombreEcarts > MONTRES) console.log(`… and ${nombre(nombreEcarts - MONTRES)} more`);
  const suite = comparer ? 'nothing was changed' : 'the rebuilt rows are now the live ones';
  console.log(`${nombre(lignes)} rows compared, ${nombre(nombreEcarts)} differ; ${suite}.`);
  return nombreEcarts === 0 ? 0 : 1;
}

const enLignes = ({ table, vivant, reconstruit }: Ecart) =>
  `- ${table}\n    live    ${JSON.stringify(vivant)}\n    rebuilt ${JSON.stringify(reconstruit)}`;

const nombre = (valeur: number) => valeur.toLocaleString('en-CA');

// Last, once everything above is defined.
process.exitCode = await main().catch((error: unknown) => {
  console.error(
    `reporting:reconstruire: ${error instanceof Error ? error.message : String(error)}`,
  );
  return 2;
});
