import {
  commonEnvironment,
  drainEnvironment,
  identityEnvironment,
  readEnvironment,
  subgraphEndpoints,
} from '@caisse/subgraph-kit';
import { z } from 'zod';

import { openIdEnvironment } from './acces/open-id-environment.ts';
import { routerSettings } from './settings.ts';

/** Settings of the process that serves the router. */
export const schema = commonEnvironment.extend({
  ...drainEnvironment.shape,
  ...subgraphEndpoints.shape,
  ...identityEnvironment.shape,
  ...openIdEnvironment.shape,
  ...routerSettings.shape,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('Port to listen on.'),
  STATE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder in which a router keeps its last list of ended sign-ins; without it, one that starts lets nobody in before caisse answers.',
    ),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
});

export const environment = () => readEnvironment(schema, process.env);
