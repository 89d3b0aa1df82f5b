import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { createProgress, projectRoot } from '@caisse/subgraph-kit';

import { environment, searchPath } from './environment.ts';
import {
  administratorOf,
  findTools,
  hostPort,
  missingMessage,
  type Pile,
  rollingRestart,
  startPile,
  topologyOf,
} from './pile.ts';

const progress = createProgress(process.stdout, () => performance.now());
let starting: Promise<Pile> | undefined;
const ending = new AbortController();

// Before anything starts: a Ctrl-C in the middle of the start must leave nothing behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(1);
    ending.abort();
    progress.say('\nArrêt en cours…');
    void end();
  });
}

try {
  const { PORT, HOST, PILE_RESEAU, DATA_DIR, LOG_LEVEL, ...admin } = environment();
  const found = findTools(searchPath());
  if ('missing' in found) throw new Error(missingMessage(found.missing));
  progress.say('Pile complète de la caisse : démarrage\n');
  const administrator = administratorOf(resolve(DATA_DIR), {
    identifiant: admin.ADMIN_IDENTIFIANT,
    motDePasse: admin.ADMIN_MOT_DE_PASSE,
  });
  starting = startPile(
    {
      topology: topologyOf(PILE_RESEAU, { host: HOST, port: PORT }),
      tools: found.tools,
      dataDir: resolve(DATA_DIR),
      dist: join(projectRoot(), 'dist'),
      logLevel: LOG_LEVEL,
      administrator,
      restart: true,
    },
    progress,
  );
  const pile = await starting;
  const prometheus = `http://${hostPort(pile.topology.prometheus)}`;
  progress.say(`
Prêt en ${Math.round(process.uptime() * 10) / 10} s.

  Caisse et administration   ${pile.url}/
  GraphQL (Apollo Sandbox)   ${pile.url}/graphql
  GraphiQL, sans Internet    ${pile.url}/graphiql
  Prometheus                 ${prometheus}/
  Journaux                   ${pile.logs}
  Processus                  ${[...pile.children.keys()].join(' ')}

  Connexion                  ${administrator.identifiant} / ${administrator.motDePasse}

Ctrl-C pour arrêter ; kill -HUP ${process.pid} redémarre tous les services, un à la fois, sans arrêt.`);
  process.on('SIGHUP', () => {
    const { signal } = ending;
    rollingRestart(pile, { signal, onRestart: (name) => progress.say(`  ↻ ${name}`) }).then(
      () => progress.say('Tous les services ont redémarré.'),
      (error: unknown) => progress.say(`Le redémarrage s’est arrêté : ${String(error)}`),
    );
  });
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`\nLe démarrage a échoué : ${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function end(): Promise<void> {
  const pile = await starting?.catch(() => undefined);
  await pile?.stop();
  process.exit(0);
}
