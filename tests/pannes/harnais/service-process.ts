import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';

import { waitFor } from '@caisse/subgraph-kit/test';

/** One service as a process of its own, which a test may kill, freeze and start again. */
export interface ServiceProcess {
  readonly nom: string;
  readonly url: string;
  /** Starts it and waits until it answers. @param crashPoint `name:n` */
  demarrer(crashPoint?: string): Promise<void>;
  /** Has it die at a point while it runs, or at none any more. @param crashPoint `name:n` */
  armer(crashPoint: string | null): Promise<void>;
  /** kill -9, and waits for the end. */
  tuer(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  figer(): void;
  degeler(): void;
  vivant(): boolean;
  /** True while a process runs that has a crash point. */
  arme(): boolean;
  /** How often it ended without being told to: a crash point, or a defect. */
  mortsSubies(): number;
  /** Resolves when the process of this moment has ended. */
  fin(): Promise<void>;
}

export interface Programme {
  nom: string;
  fichier: string;
  port: number;
  env: Record<string, string>;
  dossierJournaux: string;
}

/** However the tests end, their processes end with them. */
const aFinir = new Set<() => unknown>();
process.once('exit', () => {
  for (const finir of aFinir) finir();
});

export function serviceProcess({
  nom,
  fichier,
  port,
  env,
  dossierJournaux,
}: Programme): ServiceProcess {
  let enfant: ChildProcess | undefined;
  let voulue = false;
  let arme = false;
  let morts = 0;
  const vivant = () =>
    enfant !== undefined && enfant.exitCode === null && enfant.signalCode === null;
  aFinir.add(() => vivant() && enfant?.kill('SIGKILL'));

  const url = `http://127.0.0.1:${port}`;
  return {
    nom,
    url,
    vivant,
    arme: () => arme && vivant(),
    mortsSubies: () => morts,
    async demarrer(crashPoint) {
      voulue = false;
      arme = crashPoint !== undefined;
      const journal = openSync(join(dossierJournaux, `${nom}.log`), 'a');
      const actuel = spawn(process.execPath, [fichier], {
        env: {
          PATH: process.env['PATH'] ?? '',
          ...env,
          PORT: String(port),
          HOST: '127.0.0.1',
          CRASH_POINT: 'parent',
        },
        stdio: ['ignore', journal, journal, 'ipc'],
      });
      closeSync(journal);
      // It waits in the channel until the process listens, which is before it does anything.
      if (crashPoint !== undefined) actuel.send(crashPoint);
      enfant = actuel;
      const mortsAvant = morts;
      actuel.once('exit', () => {
        if (!voulue) morts += 1;
      });
      await waitFor(
        async () => {
          if (!vivant()) return true;
          const reponse = await fetch(`${url}/vivant`, {
            signal: AbortSignal.timeout(1_000),
          });
          return reponse.ok;
        },
        // Nothing is promised of a start, and the machine may have much else to do.
        { timeoutMs: 180_000, intervalMs: 50 },
      );
      // A crash point in a background task may be passed before the first answer.
      if (morts > mortsAvant && crashPoint === undefined) {
        throw new Error(`${nom} ended at its start, see ${dossierJournaux}`);
      }
    },
    async armer(crashPoint) {
      const actuel = enfant;
      if (!actuel || !vivant()) throw new Error(`${nom} does not run`);
      arme = crashPoint !== null;
      const recu = Promise.race([once(actuel, 'message'), once(actuel, 'exit')]);
      actuel.send(crashPoint ?? '');
      await recu;
    },
    async tuer() {
      voulue = true;
      if (!enfant || !vivant()) return;
      const termine = once(enfant, 'exit');
      enfant.kill('SIGKILL');
      await termine;
    },
    figer: () => enfant?.kill('SIGSTOP'),
    degeler: () => enfant?.kill('SIGCONT'),
    fin: async () => {
      if (enfant && vivant()) await once(enfant, 'exit');
    },
  };
}
