import { readEnvironment, retentionEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { RETENTION } from './data/retention.ts';

/** Settings of vente itself, whichever process it runs in. */
export const reglages = z.object({
  BAREME_TAXES: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file of the dated tax rates; the rates in force in Québec unless given.'),
  TERMINAL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The payment provider of the cards; without it cards are refused.'),
  TERMINAL: z
    .enum(['simule'])
    .optional()
    .describe(
      'simule: without TERMINAL_URL, cards are taken by a simulated terminal, and no money moves; receipts say so.',
    ),
});

/** Settings of the process that serves vente. */
export const schema = subgraphEnvironment
  .extend(retentionEnvironment(RETENTION))
  .extend(reglages.shape);

export const environment = () => readEnvironment(schema, process.env);
