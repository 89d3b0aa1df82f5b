import { type EvenementDe, reperes } from '@caisse/subgraph-kit';
import { z } from 'zod';

/** What stock uses of the sales log: which sales were paid. Goods of returns come back another way, before the event. */
export const CONTRATS = {
  VenteValidee: z.object({ ...reperes, venteId: z.guid() }),
  VenteAnnulee: z.object(reperes),
};

/** An event as stock reads it. */
export type EvenementSuivi = EvenementDe<typeof CONTRATS>;
