import { performance } from 'node:perf_hooks';

import { createProgress } from '@caisse/subgraph-kit';

import { environment, ignored } from './environment.ts';
import { type Standalone, startStandalone } from './standalone.ts';
import { chooseTerminal, tellTerminal } from './terminal.ts';

const progress = createProgress(process.stdout, () => performance.now());
let running: Promise<Standalone> | undefined;
const ending = new AbortController();

// Before anything starts: a Ctrl-C in the middle of the start must not leave a PostgreSQL behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(1);
    ending.abort();
    progress.say('\nArrêt en cours…');
    void end(0);
  });
}

try {
  const { PORT, HOST, DATA_DIR, LOG_LEVEL, ...others } = environment();
  progress.say('Caisse multi-utilisateurs : démarrage\n');
  const vain = ignored();
  if (vain.length > 0) progress.say(`  Sans effet ici : ${vain.join(', ')}\n`);
  running = startStandalone(
    {
      ...{ port: PORT, host: HOST, dataDir: DATA_DIR, logLevel: LOG_LEVEL },
      ...{ tracing: others, router: others, services: chooseTerminal(others) },
    },
    progress,
  );
  const { url, journal } = await running;
  progress.say(`
Prêt en ${Math.round(process.uptime() * 10) / 10} s.

  Caisse et administration   ${url}/
  GraphQL (Apollo Sandbox)   ${url}/graphql
  GraphiQL, sans Internet    ${url}/graphiql
  Métriques                  ${url}/metrics
  Journal                    ${journal}
  Terminal de paiement       ${tellTerminal(others)}

  Se connecter               admin, logistique, gerant1 à gerant5, caissier1 à caissier5
                             (le chiffre est le magasin) ; mot de passe : demo

Ctrl-C pour arrêter. Les données restent ; npm run reset les efface.`);
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`\nLe démarrage a échoué : ${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function end(code: number): Promise<void> {
  const standalone = await running?.catch(() => undefined);
  await standalone?.stop().catch((error: unknown) => {
    process.stderr.write(`L’arrêt a échoué : ${String(error)}\n`);
    code = 1;
  });
  process.exit(code);
}
