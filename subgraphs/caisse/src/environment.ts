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
  ADMIN_IDENTIFIANT: z
    .string()
    .regex(/^[a-z0-9.-]{3,40}$/, 'must have 3 to 40 of a-z, 0-9, dots and hyphens')
    .optional()
    .describe(
      'Identifier of the ADMIN that is made at start when there is none; with the password.',
    ),
  ADMIN_MOT_DE_PASSE: z
    .string()
    .min(12)
    .max(200)
    .optional()
    .describe(
      'Password of that ADMIN, 12 to 200 characters; it is not read again once there is one.',
    ),
});

export const environment = () => readEnvironment(schema, process.env);
