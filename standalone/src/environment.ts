import { schema as caisse } from '@caisse/caisse/environment';
import { schema as panier } from '@caisse/panier/environment';
import { schema as reporting } from '@caisse/reporting/environment';
import { routerSettings } from '@caisse/router/settings';
import { schema as stock } from '@caisse/stock/environment';
import {
  cacheEnvironment,
  readEnvironment,
  subgraphEnvironment,
  tracingEnvironment,
} from '@caisse/subgraph-kit';
import { schema as vente } from '@caisse/vente/environment';
import { z } from 'zod';

import { ignoredVariables } from './ignored-variables.ts';

/** What says where the parts of a deployment are, which here are in one process. */
const ELSEWHERE = { ...subgraphEnvironment.shape, ...cacheEnvironment.shape };

/** What a service alone reads, of its business: it reads the same here. */
function ownOf<Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>) {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in ELSEWHERE))) as Omit<
    Shape,
    keyof typeof ELSEWHERE
  >;
}

/** Settings of the standalone mode. */
export const schema = tracingEnvironment.extend({
  ...routerSettings.shape,
  ...ownOf(stock),
  ...ownOf(vente),
  ...ownOf(panier),
  ...ownOf(caisse),
  ...ownOf(reporting),
  RETENTION_HEURES: subgraphEnvironment.shape.RETENTION_HEURES,
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .describe('Port of the web app, of /graphql and of /metrics; 0 takes a free one.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 opens it to tills.'),
  DATA_DIR: z.string().min(1).default('.data').describe('Folder that keeps databases and logs.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Lowest level of the log lines that are written.'),
});

export const environment = () => readEnvironment(schema, process.env);

/** What somebody set in vain. */
export const ignored = () => ignoredVariables(schema.shape, process.env);
