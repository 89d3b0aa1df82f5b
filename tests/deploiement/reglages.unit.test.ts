import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';

import { schema as router } from '../../router/src/environment.ts';
import { schema as caisse } from '../../subgraphs/caisse/src/environment.ts';
import { schema as panier } from '../../subgraphs/panier/src/environment.ts';
import { schema as produit } from '../../subgraphs/produit/src/environment.ts';
import { schema as reporting } from '../../subgraphs/reporting/src/environment.ts';
import { schema as stock } from '../../subgraphs/stock/src/environment.ts';
import { schema as vente } from '../../subgraphs/vente/src/environment.ts';
import { schema as verification } from '../../verification/src/environment.ts';
import { compose } from './support/compose.ts';

type Process = SubgraphName | 'router' | 'verification';
const READ: Record<Process, { shape: object }> = {
  ...{ produit, stock, vente, panier, caisse, reporting, router, verification },
};

/** Settings that a container does not take from outside. */
const FIXED = new Set([
  // Others count on them: the health checks, Nginx, Prometheus.
  ...['HOST', 'PORT'],
  // stop_grace_period and the time that Nginx keeps connections go with them.
  ...['DRAIN_DELAY_MS', 'DRAIN_IDLE_MS'],
  // Tests alone.
  'CRASH_POINT',
  // deploiement/tls-donnees.yml gives it.
  'REDIS_CA',
]);

const environmentOf = (name: string) => compose.services[name]?.environment ?? {};

describe('what docker-compose.yml hands to the processes', () => {
  test.each(Object.keys(READ) as Process[])('%s gets every setting that it reads', (name) => {
    const environment = environmentOf(name);
    const missing = Object.keys(READ[name].shape).filter(
      (setting) =>
        !FIXED.has(setting) && !(setting in environment) && !(`${setting}_FILE` in environment),
    );
    expect(missing).toEqual([]);
  });

  test('a time for which rows are kept stays the default of its service unless somebody sets it', () => {
    for (const name of SUBGRAPHS)
      for (const [setting, value] of Object.entries(environmentOf(name)))
        if (setting.startsWith('RETENTION_'))
          expect({ setting, value }).toEqual({ setting, value: null });
  });

  test('routers keep the list of ended sign-ins on a volume that their user can write', () => {
    const { volumes = [], user, read_only } = compose.services['router'] ?? {};
    const folder = String(environmentOf('router')['STATE_DIR']);
    expect(compose.volumes).toHaveProperty('router');
    expect(volumes).toEqual([`router:${folder}`]);
    expect(read_only).toBe(true);
    // A new volume takes over the owner of the folder of the image on which it is mounted.
    const line = `COPY --chown=${user} --from=construction /vide ${folder}`;
    expect(readFileSync('Dockerfile', 'utf8').split('\n')).toContain(line);
  });
});
