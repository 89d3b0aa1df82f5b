import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createLogger,
  credentialsOf,
  generateDeploymentKeys,
  listen,
  sendJson,
  SUBGRAPHS,
} from '@caisse/subgraph-kit';
import { freePorts, waitFor } from '@caisse/subgraph-kit/test';

import { jeton } from '../../acces/abus/jetons.ts';

/** The router as a deployment runs it, in a process of its own with a heap of its own. */
export interface RouteurAPart {
  url: string;
  /** The authorization of a cashier. */
  caissier: string;
  /** What the process has told of itself, once it has ended without being asked. */
  fin(): string | null;
  fermer(): Promise<void>;
}

/**
 * Starts `dist/router/main.js`, in front of services that refuse all that reaches them.
 *
 * @param tasMo size of its heap, in megabytes
 */
export async function ouvrirRouteurAPart(tasMo: number): Promise<RouteurAPart> {
  const logger = createLogger('assaut', 'silent');
  const services = await listen(
    {
      '*': (request, response) => {
        request.resume();
        const refus = { message: 'Refusé.', extensions: { code: 'INTERDIT' } };
        request.on('end', () => sendJson(response, 200, { data: null, errors: [refus] }));
      },
    },
    { host: '127.0.0.1', port: 0, logger },
  );
  const cles = generateDeploymentKeys();
  const etat = mkdtempSync(join(tmpdir(), 'routeur-'));
  writeFileSync(join(etat, 'connexions-fermees.json'), '[]');
  const [port] = await freePorts(1);
  const processus = spawn(
    process.execPath,
    [`--max-old-space-size=${tasMo}`, 'dist/router/main.js'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', OPERATIONS: 'ouvertes' },
        // No caisse tells it which sign-ins have ended: it has a list, of none.
        STATE_DIR: etat,
        IDENTITY_PRIVATE_KEY: cles.privateKeys.router,
        IDENTITY_PUBLIC_KEYS: cles.publicKeys,
        ...Object.fromEntries(
          SUBGRAPHS.map((nom) => [`${nom.toUpperCase()}_URL`, `${services.url}/graphql`]),
        ),
      },
    },
  );
  let dit = '';
  processus.stderr.on(
    'data',
    (morceau: Buffer) => (dit = (dit + morceau.toString()).slice(-2_000)),
  );
  const fini = () => processus.exitCode !== null || processus.signalCode !== null;
  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    async () => {
      if (fini()) throw new Error(dit);
      return (await fetch(`${url}/vivant`).catch(() => null))?.ok;
    },
    { timeoutMs: 60_000 },
  );
  const charge = { role: 'CAISSIER', magasin: 1 };
  return {
    url,
    caissier: `Bearer ${await jeton(credentialsOf(cles, 'caisse').privateKey, { charge, dureeS: 36_000 })}`,
    fin: () => (fini() ? dit : null),
    async fermer() {
      if (!fini()) {
        processus.kill('SIGKILL');
        await once(processus, 'exit');
      }
      await services.stop({ cutMs: 0 });
      rmSync(etat, { recursive: true, force: true });
    },
  };
}
