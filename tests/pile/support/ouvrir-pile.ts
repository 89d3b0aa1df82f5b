import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

import {
  findTools,
  missingMessage,
  type Pile,
  type PileSettings,
  startPile,
  topologyOf,
} from '@caisse/pile';
import { createProgress } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import type { Compte } from '../../support/comptes.ts';
import { declarerSecrets } from '../../support/secrets-connus.ts';
import { creerIdentites, type Identites } from '../../support/identites.ts';

/** What this machine lacks to run the stack, as a sentence. */
export const MANQUE = (() => {
  const found = findTools(process.env['PATH'] ?? '');
  return 'missing' in found ? missingMessage(found.missing) : undefined;
})();

/** A stack of this run's own: addresses, data, and a copy of the programs, which a build must not change. */
export interface PileDeTest extends Pile {
  dossier: string;
  /** Who asks: people and processes. */
  identites: Identites;
  fermer(): Promise<void>;
}

/** Who can sign in; the others of the tests have tokens that are signed with the stack's own keys. */
export const ADMINISTRATEUR: Compte = {
  role: 'ADMIN',
  identifiant: 'admin.pile',
  motDePasse: randomBytes(12).toString('base64url'),
};

/** Longest that a suite waits for the stack of another: its hook needs as long. */
export const ATTENTE_MS = 900_000;

/**
 * Starts the stack as `npm run pile` does, on loopback addresses of its own. Two at once would measure each other: the
 * second waits for the end of the first.
 *
 * @param options variables of Nginx's templates and of the services that replace those of the deployment
 */
export async function ouvrirPile(
  options: Partial<Pick<PileSettings, 'nginx' | 'services' | 'logLevel'>> = {},
): Promise<PileDeTest> {
  const tour = await prendreTour();
  try {
    const pile = await demarrer(options);
    const fermer = async () => {
      await pile.fermer();
      tour.rendre();
    };
    return { ...pile, fermer };
  } catch (error) {
    tour.rendre();
    throw error;
  }
}

/** Whoever listens here has a stack; the end of a process, however it comes, gives the turn to the next. */
const TOUR = { host: '127.63.0.1', port: 18_063 };

async function prendreTour(): Promise<{ rendre(): void }> {
  return waitFor(
    () =>
      new Promise<{ rendre(): void }>((resolve, reject) => {
        const serveur = createServer().once('error', reject);
        serveur.listen(TOUR.port, TOUR.host, () => {
          resolve({ rendre: () => serveur.close() });
        });
      }),
    { timeoutMs: ATTENTE_MS, intervalMs: 500 },
  );
}

async function demarrer({
  nginx,
  services,
  logLevel = 'warn',
}: Partial<Pick<PileSettings, 'nginx' | 'services' | 'logLevel'>>): Promise<PileDeTest> {
  const found = findTools(process.env['PATH'] ?? '');
  if ('missing' in found) throw new Error(missingMessage(found.missing));
  const dossier = resolve('artefacts/pile', `${process.pid}-${Date.now()}`);
  mkdirSync(dossier, { recursive: true });
  cpSync(resolve('dist'), join(dossier, 'dist'), { recursive: true });
  const lignes: string[] = [];
  const progress = createProgress({ write: (ligne) => lignes.push(ligne) }, () =>
    performance.now(),
  );
  try {
    const pile = await startPile(
      {
        // Another network for each process of jest: 127.64 to 127.191.
        topology: topologyOf(`127.${64 + (process.pid % 128)}`),
        tools: found.tools,
        dataDir: dossier,
        dist: join(dossier, 'dist'),
        logLevel,
        restart: false,
        administrator: ADMINISTRATEUR,
        postgres: { fsync: 'off', synchronous_commit: 'off' },
        // The same order of things as in the deployment, in less time.
        services: { DRAIN_DELAY_MS: '200', DRAIN_IDLE_MS: '900', ...services },
        nginx: { NGINX_VEILLE: '500ms', NGINX_DEBIT: '10000r/s', NGINX_RAFALE: '10000', ...nginx },
      },
      progress,
    );
    declarerSecrets(ADMINISTRATEUR.motDePasse, ...motsDePasse(pile.databases), ...deRedis(dossier));
    const fermer = async () => {
      await pile.stop();
      // What PostgreSQL wrote is looked at with the other logs.
      cpSync(join(dossier, 'postgres', 'postgresql.log'), join(pile.logs, 'postgresql.log'));
      for (const inutile of ['dist', 'postgres', 'prometheus']) {
        rmSync(join(dossier, inutile), { recursive: true, force: true });
      }
    };
    return { ...pile, identites: creerIdentites(pile.keys), dossier, fermer };
  } catch (error) {
    throw new Error(`The stack did not start:\n${lignes.join('')}`, { cause: error });
  }
}

const deRedis = (dossier: string) =>
  ['produit', 'stock'].map((service) =>
    readFileSync(join(dossier, 'redis', `${service}_redis_password`), 'utf8').trim(),
  );

const motsDePasse = ({ services, verification }: Pile['databases']) =>
  [services, verification].flatMap((urls) =>
    Object.values(urls).map((url) => decodeURIComponent(new URL(url).password)),
  );
