import { setMaxListeners } from 'node:events';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { freePorts, type TestRedis } from '@caisse/subgraph-kit/test';

import { type Identites, IDENTITES, type Personne } from '../../support/identites.ts';

import { type Base, ouvrirBase } from './base.ts';
import { type Fournisseur, ouvrirFournisseur } from './fournisseur.ts';
import { envoyer, type ReponseGraphql } from './graphql.ts';
import { ouvrirJournal, type Journal } from './journal.ts';
import { ouvrirProxy, type Proxy } from './proxy.ts';
import { ouvrirRedis } from './redis.ts';
import { type ServiceProcess, serviceProcess } from './service-process.ts';

/** The links that a test may disturb, `<caller>-<called>`. */
export const LIENS = [
  ...['client-router', 'router-vente', 'vente-panier', 'vente-stock', 'vente-caisse'],
  ...['vente-terminal', 'stock-vente', 'panier-vente', 'reporting-vente', 'vente-base'],
] as const;
export type Lien =
  | 'client-router'
  | 'router-vente'
  | 'vente-panier'
  | 'vente-stock'
  | 'vente-caisse'
  | 'vente-terminal'
  | 'stock-vente'
  | 'panier-vente'
  | 'reporting-vente'
  | 'vente-base';

export type NomProcessus = SubgraphName | 'router';

/** The whole point of sale as processes of this run, with what disturbs them. */
export interface Systeme {
  /** Origin of the router, and the same through the proxy `client-router`. */
  url: string;
  urlPerturbee: string;
  base: Base;
  processus: Record<NomProcessus, ServiceProcess>;
  liens: Record<Lien, Proxy>;
  fournisseur: Fournisseur;
  /** The cache of stock and produit; absent where this machine has no Redis. */
  redis: TestRedis | undefined;
  journal: Journal;
  /** Who asks: people and processes. */
  identites: Identites;
  /** The stores of carts and sales, by id: whoever sells or takes back works there. */
  magasins: Map<string, number>;
  /** Asks a subgraph past the router, as a service does, or as the router does for somebody. */
  interne<Donnees>(
    appelant: SubgraphName | Personne,
    subgraph: SubgraphName,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<ReponseGraphql<Donnees>>;
  /** Starts a second instance of a subgraph, on the same database, which nobody calls. */
  doubler(subgraph: SubgraphName): Promise<ServiceProcess>;
  /** Starts another program of `dist/`. @param env its variables, beside PORT and HOST */
  ajouter(nom: string, programme: string, env: Record<string, string>): Promise<ServiceProcess>;
  dossier: string;
  /** Aborted at the end: no till goes on. */
  fini: AbortSignal;
  fermer(): Promise<void>;
}

/** Those that keep rows in Redis. */
const EN_CACHE: readonly NomProcessus[] = ['stock', 'produit'];

export interface Options {
  /** Leads vente to its database through the link `vente-base`, which costs time; a second instance goes straight. */
  baseParLien?: boolean;
}

/** Starts everything. Whoever calls it also calls `fermer`, however the test ends. */
export async function ouvrirSysteme(nom: string, options: Options = {}): Promise<Systeme> {
  const dossier = resolve('artefacts/pannes', `${nom}-${process.pid}-${Date.now()}`);
  mkdirSync(dossier, { recursive: true });
  // A build that runs meanwhile must not change what is tested.
  cpSync(resolve('dist'), join(dossier, 'dist'), { recursive: true });
  const fermetures: (() => Promise<unknown>)[] = [];
  const fin = new AbortController();
  // One listener for each till that waits.
  setMaxListeners(0, fin.signal);
  const fermer = async () => {
    fin.abort();
    for (const f of fermetures.splice(0).reverse()) await f();
    // What PostgreSQL wrote is looked at with the other logs.
    const journal = join(dossier, 'postgresql', 'postgresql.log');
    if (existsSync(journal)) cpSync(journal, join(dossier, 'postgresql.log'));
    rmSync(join(dossier, 'postgresql'), { recursive: true, force: true });
    rmSync(join(dossier, 'dist'), { recursive: true, force: true });
  };
  try {
    return { ...(await assembler(dossier, fermetures, options)), fini: fin.signal, fermer };
  } catch (error) {
    await fermer();
    throw error;
  }
}

async function assembler(
  dossier: string,
  fermetures: (() => Promise<unknown>)[],
  { baseParLien = false }: Options,
): Promise<Omit<Systeme, 'fermer' | 'fini'>> {
  const base = await ouvrirBase(dossier);
  fermetures.push(() => base.fermer());
  const fournisseur = await ouvrirFournisseur();
  fermetures.push(() => fournisseur.fermer());
  const redis = await ouvrirRedis();
  if (redis) fermetures.push(() => redis.stop());
  const noms: NomProcessus[] = [...SUBGRAPHS, 'router'];
  const libres = await freePorts(noms.length + LIENS.length);
  const port = Object.fromEntries(noms.map((n, i) => [n, libres[i] as number])) as Record<
    NomProcessus,
    number
  >;

  const vers = (lien: Lien) => {
    if (lien === 'vente-terminal') return Number(new URL(fournisseur.url).port);
    if (lien === 'vente-base') return Number(new URL(base.urls.vente).port);
    return port[lien.split('-')[1] as NomProcessus];
  };
  const liens = {} as Record<Lien, Proxy>;
  for (const [i, lien] of LIENS.entries()) {
    const proxy = await ouvrirProxy(libres[noms.length + i] as number, vers(lien));
    liens[lien] = proxy;
    fermetures.push(() => proxy.fermer());
  }

  const installer = (nom: string, programme: string, p: number, env: Record<string, string>) => {
    const fichier = join(dossier, 'dist', programme, 'main.js');
    const installe = serviceProcess({
      ...{ nom, fichier, port: p, dossierJournaux: dossier },
      env: { LOG_LEVEL: 'warn', ...env },
    });
    fermetures.push(() => installe.tuer());
    return installe;
  };
  const envDe = (n: NomProcessus): Record<string, string> => ({
    ...IDENTITES.variables(n),
    ...(n !== 'router' && { DATABASE_URL: base.urls[n] }),
    ...(redis && EN_CACHE.includes(n) && { REDIS_URL: redis.url }),
    ...(n === 'vente' && { TERMINAL_URL: `http://127.0.0.1:${liens['vente-terminal'].port}` }),
    ...Object.fromEntries(
      SUBGRAPHS.map((s) => {
        const lien = (liens as Partial<Record<string, Proxy>>)[`${n}-${s}`];
        return [`${s.toUpperCase()}_URL`, `http://127.0.0.1:${lien?.port ?? port[s]}/graphql`];
      }),
    ),
  });
  const premiereVente = () => {
    const url = new URL(base.urls.vente);
    if (baseParLien) url.port = String(liens['vente-base'].port);
    return { DATABASE_URL: url.href };
  };
  const processus = Object.fromEntries(
    noms.map((n) => [
      n,
      installer(n, n, port[n], { ...envDe(n), ...(n === 'vente' && premiereVente()) }),
    ]),
  ) as Record<NomProcessus, ServiceProcess>;
  const ajouter: Systeme['ajouter'] = async (nom, programme, env) => {
    const [libre = 0] = await freePorts(1);
    const ajoute = installer(nom, programme, libre, env);
    await ajoute.demarrer();
    return ajoute;
  };
  await Promise.all(noms.map((n) => processus[n].demarrer()));
  const journal = ouvrirJournal(join(dossier, 'journal.jsonl'));
  fermetures.push(() => journal.fermer());
  return {
    url: `http://127.0.0.1:${port.router}`,
    interne: async (appelant, s, query, variables) => {
      const entetes =
        typeof appelant === 'string'
          ? await IDENTITES.entetesDuService(appelant, s)
          : await IDENTITES.entetesDuRouteur(appelant, s);
      return envoyer(`http://127.0.0.1:${port[s]}`, query, variables, entetes);
    },
    identites: IDENTITES,
    magasins: new Map(),
    ajouter,
    doubler: (s) => ajouter(`${s}-2`, s, envDe(s)),
    urlPerturbee: `http://127.0.0.1:${liens['client-router'].port}`,
    ...{ base, processus, liens, fournisseur, redis, journal, dossier },
  };
}
