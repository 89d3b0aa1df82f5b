import { reperes } from '@caisse/subgraph-kit';
import { z } from 'zod';

const cents = z.int();
const cle = z.int().positive();

/** What reporting sums. */
const charge = z.object({
  ...reperes,
  magasinId: cle,
  caisseId: cle,
  jour: z.iso.date(),
  heure: z.int().min(0).max(23),
  sousTotal: cents,
  tps: cents,
  tvq: cents,
  total: cents,
  arrondi: cents,
  lignes: z.array(z.object({ produitId: cle, quantite: z.int().nonnegative(), total: cents })),
  /** Only the delay is measured from it. */
  dateHeure: z.iso.datetime({ offset: true }).optional().catch(undefined),
});

/** What reporting uses of the sales log. It stops in front of what it cannot sum: the sums would be wrong. */
export const CONTRATS = {
  VenteValidee: charge,
  VenteAnnulee: charge.extend({ complete: z.boolean() }),
};
