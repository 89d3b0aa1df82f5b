import { readEnvironment, retentionEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { RETENTION } from './data/retention.ts';

/** Settings of the process that serves caisse. */
export const schema = subgraphEnvironment.extend({
  ...retentionEnvironment(RETENTION),
  JETON_DUREE_MIN: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .default(60)
    .describe("Life of a person's token, in minutes; the sign-in it belongs to lasts 12 h."),
});

export const environment = () => readEnvironment(schema, process.env);
