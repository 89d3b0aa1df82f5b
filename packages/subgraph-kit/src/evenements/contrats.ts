import { z } from 'zod';

import type { EventDescription } from './consumer.ts';

const cents = z.int();
const cle = z.int().positive();

const ligne = z.object({
  produitId: cle,
  quantite: z.int().positive(),
  /** Before taxes. */
  sousTotal: cents,
  /** Share of the receipt's TPS, by largest remainder: the shares of a receipt add up to its tax. */
  tps: cents,
  tvq: cents,
  total: cents,
});

const commun = z.object({
  venteId: z.uuid(),
  panierId: z.uuid(),
  magasinId: cle,
  caisseId: cle,
  sessionCaisseId: z.uuid(),
  dateHeure: z.iso.datetime({ offset: true }),
  /** Business day in the store's time zone, YYYY-MM-DD. */
  jour: z.iso.date(),
  /** Hour of the day in the store's time zone, 0 to 23. */
  heure: z.int().min(0).max(23),
  sousTotal: cents,
  tps: cents,
  tvq: cents,
  /** Taxes included, before cash rounding. */
  total: cents,
  /** Signed cash rounding. */
  arrondi: cents,
  lignes: z.array(ligne).min(1),
  requestId: z.string(),
});

/** A sale was paid for. */
export const venteValidee = commun.extend({
  numero: z.string(),
  /** Amounts kept, change deducted: they add up to total + arrondi. */
  paiements: z.array(z.object({ mode: z.enum(['COMPTANT', 'CARTE']), montant: cents })),
});
export type VenteValidee = z.infer<typeof venteValidee>;

/** A sale was cancelled or returned, wholly or in part. What is given back is positive. */
export const venteAnnulee = commun.extend({
  annulationId: z.uuid(),
  /** A line may hold no quantity: it then corrects a cent of tax, of either sign. */
  lignes: z.array(ligne.extend({ quantite: z.int().nonnegative() })).min(1),
  remboursements: z.array(z.object({ mode: z.enum(['COMPTANT', 'CARTE']), montant: cents })),
  /** True when nothing of the sale is left to return: it leaves the count of sales. */
  complete: z.boolean(),
});
export type VenteAnnulee = z.infer<typeof venteAnnulee>;

/** The events of the sales log, by type, with the check of their payload. */
export const CONTRATS_VENTE = { VenteValidee: venteValidee, VenteAnnulee: venteAnnulee } as const;

/** An event of the sales log, checked. */
export type EvenementVente = {
  id: string;
  /** Trace of the request that wrote it. */
  traceId?: string;
} & (
  { type: 'VenteValidee'; charge: VenteValidee } | { type: 'VenteAnnulee'; charge: VenteAnnulee }
);

/** What tells an event of the sales log from others in a log line and in a trace. */
export function decrireEvenement({ id, type, traceId, charge }: EvenementVente): EventDescription {
  const { venteId, panierId, requestId } = charge;
  return {
    ...{ type, traceId, requestId },
    ids: {
      ...{ evenementId: id, venteId, panierId },
      ...('annulationId' in charge && { annulationId: charge.annulationId }),
    },
  };
}
