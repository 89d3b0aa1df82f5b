import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import pg from 'pg';

import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';
import { freePorts, startTestRedis, type TestRedis, waitFor } from '@caisse/subgraph-kit/test';

import { IDENTITES } from '../../support/identites.ts';
import { copierGabarit } from '../harnais/gabarit.ts';
import { ouvrirProxy, type Proxy } from '../harnais/proxy.ts';
import { lireSerie } from '../harnais/series.ts';
import { type ServiceProcess, serviceProcess } from '../harnais/service-process.ts';
import { type Alteration, altererProgramme } from './alterer-programme.ts';
import { lireNiveaux } from './client.ts';
import { type Espion, ouvrirEspion } from './espion.ts';

/** A process of stock. */
export interface Instance extends ServiceProcess {
  /** The proxy between it and Redis, when it was asked for. */
  cable: Proxy | undefined;
}

export interface Installation {
  nom: string;
  /** Puts a proxy between it and Redis. */
  cable?: boolean;
  /** Defects put into its program. */
  alterations?: readonly Alteration[];
  redis?: TestRedis;
}

/** As much of the system as shows the cache of stock: PostgreSQL, Redis, and processes of stock. */
export interface MiniSysteme {
  redis: TestRedis;
  /** Reads along what Redis does. */
  espion: Espion;
  sql<Ligne extends pg.QueryResultRow>(texte: string, valeurs?: unknown[]): Promise<Ligne[]>;
  /** Starts a process of stock and waits until it answers; it reads through the cache a little later. */
  installer(installation: Installation): Promise<Instance>;
  fermer(): Promise<void>;
}

/** Starts PostgreSQL and Redis. Whoever calls it also calls `fermer`, however the test ends. */
export async function ouvrirMiniSysteme(
  nom: string,
  reglagesRedis: Record<string, string> = {},
): Promise<MiniSysteme> {
  const dossier = resolve('artefacts/pannes', `${nom}-${process.pid}-${Date.now()}`);
  mkdirSync(dossier, { recursive: true });
  // A build that runs meanwhile must not change what is tested.
  cpSync(resolve('dist'), join(dossier, 'dist'), { recursive: true });
  const fermetures: (() => Promise<unknown>)[] = [
    async () => rmSync(join(dossier, 'postgresql'), { recursive: true, force: true }),
    async () => rmSync(join(dossier, 'dist'), { recursive: true, force: true }),
  ];
  const fermer = async () => {
    for (const f of fermetures.splice(0).reverse()) await f();
  };
  try {
    const { url, sql } = await ouvrirBase(join(dossier, 'postgresql'), fermetures);
    const redis = await startTestRedis(reglagesRedis);
    fermetures.push(() => redis.stop());
    const espion = ouvrirEspion(redis.port);
    fermetures.push(() => espion.fermer());
    const installer: MiniSysteme['installer'] = async (installation) => {
      const instance = await preparer(dossier, url, { redis, ...installation }, fermetures);
      await instance.demarrer();
      return instance;
    };
    return { redis, espion, sql, installer, fermer };
  } catch (error) {
    await fermer();
    throw error;
  }
}

/** Waits until a process reads through the cache: it does not in the first second after it has found it. */
export async function attendreLeCache(instance: ServiceProcess, timeoutMs = 60_000): Promise<void> {
  const lues = () => lireSerie(instance, 'cache_lectures_total', { resultat: 'succes' });
  const avant = (await lues()) ?? 0;
  await waitFor(
    async () => {
      await lireNiveaux(instance.url, [1]);
      return ((await lues()) ?? 0) > avant;
    },
    { timeoutMs, intervalMs: 50 },
  );
}

async function preparer(
  dossier: string,
  url: string,
  { nom, cable, alterations = [], redis }: Installation & { redis: TestRedis },
  fermetures: (() => Promise<unknown>)[],
): Promise<Instance> {
  let dist = join(dossier, 'dist');
  if (alterations.length > 0) {
    dist = join(dossier, `dist-${nom}`);
    rmSync(dist, { recursive: true, force: true });
    cpSync(join(dossier, 'dist'), dist, { recursive: true });
    fermetures.push(async () => rmSync(dist, { recursive: true, force: true }));
    altererProgramme(dist, alterations);
  }
  const [port = 0, portCable = 0, ferme = 0] = await freePorts(3);
  const proxy = cable ? await ouvrirProxy(portCable, redis.port) : undefined;
  if (proxy) fermetures.push(() => proxy.fermer());
  const instance = serviceProcess({
    ...{ nom, port, dossierJournaux: dossier },
    fichier: join(dist, 'stock', 'main.js'),
    env: {
      ...{ LOG_LEVEL: 'warn', DATABASE_URL: url, ...IDENTITES.variables('stock') },
      REDIS_URL: proxy ? `redis://127.0.0.1:${proxy.port}` : redis.url,
      // There is no sales log to read.
      VENTE_URL: `http://127.0.0.1:${ferme}/graphql`,
    },
  });
  fermetures.push(() => instance.tuer());
  return { ...instance, cable: proxy };
}

async function ouvrirBase(dataDir: string, fermetures: (() => Promise<unknown>)[]) {
  await copierGabarit(dataDir);
  // This server never dies here: its commits need not be on the disk.
  const serveur = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  fermetures.push(() => serveur.stop());
  const url = serveur.url('stock');
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => undefined);
  fermetures.push(() => pool.end());
  const sql: MiniSysteme['sql'] = async <L extends pg.QueryResultRow>(t: string, v?: unknown[]) =>
    (await pool.query<L>(t, v)).rows;
  return { url, sql };
}
