import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { createRouter, webHandler } from '@caisse/router';
import type { RouterSettings } from '@caisse/router/settings';
import {
  operationalRoutes,
  startTracing,
  type TracingOptions,
  type Progress,
  type Subgraph,
} from '@caisse/subgraph-kit';
import { startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';
import { createVerification } from '@caisse/verification';

import { databaseUrls, loadAllDemo, migrateAll } from './databases.ts';
import { lookAt, watchDisk } from './disk-watch.ts';
import { takePort } from './door.ts';
import { openJournal } from './journal.ts';
import { keptKeys } from './keys.ts';
import { standaloneRegistry } from './metrics.ts';
import { type ServiceSettings, startServices } from './services.ts';

/** The whole point of sale in one process. */
export interface Standalone {
  url: string;
  journal: string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, brings the six databases up to date, and serves the subgraphs, the router and the web
 * application on one port.
 *
 * @throws Error in plain words when the data folder is in use or the port is taken; what was started is
 *   stopped first
 */
export async function startStandalone(
  settings: {
    port: number;
    host: string;
    dataDir: string;
    logLevel: string;
    tracing?: TracingOptions;
    router?: RouterSettings;
    services: ServiceSettings;
  },
  progress: Progress,
): Promise<Standalone> {
  const dataDir = resolve(settings.dataDir);
  const say = (line: string) => progress.say(line);
  const journal = openJournal(dataDir, settings.logLevel, { say });
  const door = await takePort({ ...settings, logger: journal.loggerOf('standalone') });
  const started: { stop(): Promise<unknown> }[] = [];
  const stop = async () => {
    // In the reverse order, but first the door; a failure must not keep PostgreSQL from being stopped.
    let failure: unknown;
    for (const part of [...started.splice(0), door].reverse()) {
      await part.stop().catch((error: unknown) => {
        failure ??= error;
      });
    }
    if (failure) throw failure as Error;
  };
  try {
    const postgres = await progress.step('PostgreSQL', () =>
      startEmbeddedPostgres({
        dataDir: join(dataDir, 'postgres'),
        traces: [journal.path],
        onUnexpectedEnd: () => {
          progress.say('PostgreSQL s’est arrêté tout seul : il est relancé.');
        },
        onRestartFailure: (error) => {
          progress.say(`Il ne repart pas encore : ${(error as Error).message}`);
        },
        onFolderOpened: (folder) => {
          progress.say(`    (PostgreSQL peut maintenant traverser ${folder} : chmod o+x)`);
        },
      }),
    );
    started.push(postgres);
    const disk = watchDisk(dataDir, lookAt(join(dataDir, 'postgres')), say);
    started.push(disk);
    if (settings.tracing) started.push(await startTracing(settings.tracing));
    await progress.step('Bases de données', () => migrateAll(postgres));
    await progress.step('Données de démonstration', () => loadAllDemo(postgres));
    const keys = keptKeys(join(dataDir, 'cles.json'));
    const services = await progress.step('Services', () =>
      startServices(postgres, journal, settings.services, keys),
    );
    started.push(services);
    const router = await progress.step('Routeur', async () => {
      const made = await createRouter({
        transport: services.transport,
        credentials: services.routerCredentials,
        openIntrospection: true,
        sandbox: true,
        settings: settings.router,
        stateDir: join(dataDir, 'routeur'),
        logger: journal.loggerOf('router'),
      });
      started.push(made);
      await settled(() => made.ready());
      return made;
    });
    const verification = createVerification({
      urls: databaseUrls(postgres),
      logger: journal.loggerOf('verification'),
      file: join(dataDir, 'verification', 'etat.json'),
    });
    verification.start();
    started.push(verification);
    const checks = Object.fromEntries(
      [...services.all, { name: 'router', ready: () => router.ready() }].map((s) => [
        s.name,
        () => s.ready(),
      ]),
    );
    const remarks = Object.assign({}, ...services.all.map((s) => s.remarks)) as Subgraph['remarks'];
    const registries = [
      ...[router, ...services.all].map(({ metrics }) => metrics.registry),
      ...[verification.registry, standaloneRegistry(journal)],
    ];
    door.open({
      '/graphql': router.handler,
      ...operationalRoutes({ ...checks, disque: () => disk.check() }, registries, remarks),
      '*': webHandler({ graphiql: true }),
    });
    return { url: door.url, journal: journal.path, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** Longest that the start waits for the router's first look at who was signed out. */
const SETTLING_MS = 20_000;

/** Waits until nothing is missing, so that whoever is told "ready" is answered; what stays away is told by `/pret`. */
async function settled(ready: () => Promise<void>): Promise<void> {
  const end = performance.now() + SETTLING_MS;
  while (performance.now() < end) {
    const settles = ready().then(
      () => true,
      () => false,
    );
    if (await settles) return;
    await delay(100);
  }
}
