import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findTools, missingMessage, type Pile, startPile, topologyOf } from '@caisse/pile';
import { createProgress } from '@caisse/subgraph-kit';

/** What this machine lacks to run the stack, as a sentence. */
export const MANQUE = (() => {
  const found = findTools(process.env['PATH'] ?? '');
  return 'missing' in found ? missingMessage(found.missing) : undefined;
})();

/** A stack of this run's own: addresses, data, and a copy of the programs, which a build must not change. */
export interface PileDeTest extends Pile {
  dossier: string;
  fermer(): Promise<void>;
}

/**
 * Starts the stack as `npm run pile` does, on loopback addresses of its own.
 *
 * @param nginx variables of Nginx's templates that replace those of the deployment
 */
export async function ouvrirPile(nginx: Record<string, string> = {}): Promise<PileDeTest> {
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
        logLevel: 'warn',
        restart: false,
        postgres: { fsync: 'off', synchronous_commit: 'off' },
        // The same order of things as in the deployment, in less time.
        services: { DRAIN_DELAY_MS: '200', DRAIN_IDLE_MS: '900' },
        nginx: { NGINX_VEILLE: '500ms', NGINX_DEBIT: '10000r/s', NGINX_RAFALE: '10000', ...nginx },
      },
      progress,
    );
    const fermer = async () => {
      await pile.stop();
      for (const inutile of ['dist', 'postgres', 'prometheus']) {
        rmSync(join(dossier, inutile), { recursive: true, force: true });
      }
    };
    return { ...pile, dossier, fermer };
  } catch (error) {
    throw new Error(`The stack did not start:\n${lignes.join('')}`, { cause: error });
  }
}
