import { expect, test } from '@jest/globals';

import {
  createLogger,
  credentialsOf,
  generateDeploymentKeys,
  inProcessTransport,
  localNudges,
  SUBGRAPHS,
} from '@caisse/subgraph-kit';

import { schema } from './environment.ts';
import { factories } from './services.ts';

const DAY = 86_400;
/** Every setting of a time for which rows are kept, with a number of its own. */
const days = Object.fromEntries(
  Object.keys(schema.shape)
    .filter((name) => /^RETENTION_.*_JOURS$/.test(name))
    .map((name, n) => [name, 100 + n]),
);

test('rows are kept as long as the environment says, whichever service has them', async () => {
  expect(Object.keys(days).sort()).toEqual([
    'RETENTION_CONNEXIONS_JOURS',
    'RETENTION_DOSSIERS_JOURS',
    'RETENTION_PANIERS_JOURS',
    'RETENTION_RECONSTRUCTIONS_JOURS',
    'RETENTION_RESERVATIONS_JOURS',
  ]);
  const keys = generateDeploymentKeys();
  const limits = new Set<number>();
  for (const name of SUBGRAPHS) {
    const subgraph = factories(schema.parse(days))[name]({
      // None is started, so that nothing is asked of it.
      databaseUrl: 'postgresql://personne@127.0.0.1:1/rien',
      transport: inProcessTransport(new Map()),
      credentials: credentialsOf(keys, name),
      nudges: localNudges(),
      logger: createLogger(name, 'silent'),
    });
    const limit = await subgraph.metrics.registry
      .getSingleMetric('retention_limite_secondes')
      ?.get();
    for (const { value } of limit?.values ?? []) limits.add(value / DAY);
  }
  expect([...limits].sort()).toEqual(Object.values(days).sort());
});
