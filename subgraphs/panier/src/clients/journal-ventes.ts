import { type EvenementDe, reperes } from '@caisse/subgraph-kit';
import { z } from 'zod';

/** What panier uses of the sales log: which sale concludes which cart. Returns leave carts alone. */
export const CONTRATS = {
  VenteValidee: z.object({ ...reperes, venteId: z.guid(), panierId: z.guid() }),
  VenteAnnulee: z.object(reperes),
};

/** An event as panier reads it. */
export type EvenementSuivi = EvenementDe<typeof CONTRATS>;
