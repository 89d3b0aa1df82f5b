import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';
import pg from 'pg';
import { format } from 'prettier';

import { type Bases, mesurer, NOMS, preparer, type Taille, vivreJour } from './annee.ts';
import { rapport } from './rapport.ts';

const { values } = parseArgs({
  options: {
    jours: { type: 'string', default: '365' },
    ventes: { type: 'string', default: '200' },
    graine: { type: 'string', default: '1' },
  },
});
const [jours, ventes, graine] = [values.jours, values.ventes, values.graine].map(Number) as [
  number,
  number,
  number,
];

/** What was done: stopped at any moment, the same command goes on from there. */
interface Etat {
  jour: number;
  secondes: number;
  mesures: { jour: number; tailles: Taille[] }[];
}

const dossier = `node_modules/.cache/caisse/retention/${graine}-${ventes}`;
const fichier = `${dossier}/etat.json`;
mkdirSync(dossier, { recursive: true });
const etat: Etat = existsSync(fichier)
  ? (JSON.parse(readFileSync(fichier, 'utf8')) as Etat)
  : { jour: 0, secondes: 0, mesures: [] };

const serveur = await startEmbeddedPostgres({
  dataDir: `${dossier}/postgres`,
  settings: { synchronous_commit: 'off' },
});
const clients: pg.Client[] = [];
try {
  const bases = {} as Bases;
  for (const nom of NOMS) {
    await serveur.createDatabase(nom);
    const url = serveur.url(nom);
    await applyMigrations({ url, directory: `prisma/${nom}/migrations` });
    const client = new pg.Client(url);
    await client.connect();
    clients.push(client);
    bases[nom] = async <Ligne extends Record<string, unknown>>(sql: string, v?: unknown[]) =>
      (await client.query<Ligne>(sql, v)).rows;
  }
  await preparer(bases);
  while (etat.jour < jours) {
    const debut = performance.now();
    await vivreJour({ bases, graine, ventes }, etat.jour);
    etat.jour += 1;
    if (etat.jour % 30 === 0 || etat.jour === jours) {
      etat.mesures.push({ jour: etat.jour, tailles: await mesurer(bases) });
      process.stdout.write(`day ${etat.jour}\n`);
    }
    etat.secondes += (performance.now() - debut) / 1_000;
    writeFileSync(fichier, JSON.stringify(etat));
  }
} finally {
  for (const client of clients) await client.end();
  await serveur.stop();
}
const date = new Date().toISOString().slice(0, 10);
const sortie = `docs/mesures/${date}-retention.md`;
const machine = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
const texte = rapport({ date, graine, ventes, machine, ...etat });
// Less than a year is for looking at.
if (jours < 365) process.stdout.write(texte);
else {
  writeFileSync(sortie, await format(texte, { parser: 'markdown' }));
  process.stdout.write(`${sortie}\n`);
}
