import { routerSettings } from '@caisse/router/settings';
import { readEnvironment, tracingEnvironment } from '@caisse/subgraph-kit';
import { reglages } from '@caisse/vente/environment';
import { z } from 'zod';

import { ignoredVariables } from './ignored-variables.ts';

/** Settings of the standalone mode. */
export const schema = tracingEnvironment.extend({
  ...routerSettings.shape,
  ...reglages.shape,
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
