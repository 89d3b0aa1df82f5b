import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findTools, missingMessage, type Pile, startPile, topologyOf } from '@caisse/pile';
import { createProgress } from '@caisse/subgraph-kit';

/** What this machine lacks to run the stack, as a sentence. */
export const MANQUE = (() => {
  const found = findTools(process.env['PATH'] ?? '');
  return 'missing' in found ? missingMessage(found.missing) : undefined;
})();

/** The stack as it runs in production, with all its log lines, whose traces go to a collector. */
export async function ouvrirPileObservee(
  collecteur: string,
): Promise<{ pile: Pile; dossier: string; fermer: () => Promise<void> }> {
  const found = findTools(process.env['PATH'] ?? '');
  if ('missing' in found) throw new Error(missingMessage(found.missing));
  const dossier = resolve('artefacts/observabilite', `${process.pid}-${Date.now()}`);
  mkdirSync(dossier, { recursive: true });
  cpSync(resolve('dist'), join(dossier, 'dist'), { recursive: true });
  const lignes: string[] = [];
  const pile = await startPile(
    {
      // Another network for each process of jest, apart from those of the tests of the stack itself.
      topology: topologyOf(`127.${192 + (process.pid % 60)}`),
      tools: found.tools,
      dataDir: dossier,
      dist: join(dossier, 'dist'),
      logLevel: 'info',
      restart: false,
      postgres: { fsync: 'off', synchronous_commit: 'off' },
      services: { OTEL_EXPORTER_OTLP_ENDPOINT: collecteur },
    },
    createProgress({ write: (ligne) => lignes.push(ligne) }, () => performance.now()),
  ).catch((error: unknown) => {
    throw new Error(`The stack did not start:\n${lignes.join('')}`, { cause: error });
  });
  const fermer = async () => {
    await pile.stop();
    rmSync(dossier, { recursive: true, force: true });
  };
  return { pile, dossier, fermer };
}
