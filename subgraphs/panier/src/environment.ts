import { readEnvironment, retentionEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { RETENTION } from './data/retention.ts';

/** Settings of the process that serves panier. */
export const schema = subgraphEnvironment.extend({
  ...retentionEnvironment(RETENTION),
  BAREME_TAXES: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file of the dated tax rates; the rates in force in Québec unless given.'),
});

export const environment = () => readEnvironment(schema, process.env);
