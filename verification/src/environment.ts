import {
  commonEnvironment,
  readEnvironment,
  SUBGRAPHS,
  type SubgraphName,
} from '@caisse/subgraph-kit';
import { z } from 'zod';

type Variable = `${Uppercase<SubgraphName>}_DATABASE_URL`;

/** Where the six databases are: the same variables as `npm run migrate`. */
export const databaseVariables = z.object(
  Object.fromEntries(
    SUBGRAPHS.map((name) => [
      `${name.toUpperCase()}_DATABASE_URL`,
      z.url({ protocol: /^postgres(ql)?$/ }).describe(`Database of the subgraph ${name}.`),
    ]),
  ) as Record<Variable, z.ZodURL>,
);

/** Settings of the process that checks the invariants again and again. */
export const schema = databaseVariables.extend({
  LOG_LEVEL: commonEnvironment.shape.LOG_LEVEL,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4001).describe('Port to listen on.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  VERIFICATION_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(60_000)
    .describe('Time between two checks of the invariants.'),
  TERMINAL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The payment provider, as vente has it; without it V13 is not applicable.'),
  VERIFICATION_FICHIER: z
    .string()
    .optional()
    .describe(
      'File that keeps what was checked over a restart; without it a new process begins anew.',
    ),
});

export const environment = () => readEnvironment(schema, process.env);
