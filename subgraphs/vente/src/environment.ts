import { readEnvironment, retentionEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { RETENTION } from './data/retention.ts';
import { MONTANT_MAXIMUM } from './domain/saisie-paiements.ts';
import { AUDIT_AU_DELA, MAXIMUM_SEUL } from './domain/seuils.ts';

const cents = (defaut: number) =>
  z.coerce.number().int().min(0).max(MONTANT_MAXIMUM).default(defaut);

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
  SEUIL_AUDIT_CENTS: cents(AUDIT_AU_DELA).describe(
    'Total in cents above which a sale leaves an entry of the audit log; returns always do.',
  ),
  SEUIL_DEUX_PERSONNES_CENTS: cents(MAXIMUM_SEUL).describe(
    'The most that the person who sold gives back of a sale, in cents; above, another person has to.',
  ),
});

/** Settings of the process that serves vente. */
export const schema = subgraphEnvironment
  .extend(retentionEnvironment(RETENTION))
  .extend(reglages.shape);

export const environment = () => readEnvironment(schema, process.env);
