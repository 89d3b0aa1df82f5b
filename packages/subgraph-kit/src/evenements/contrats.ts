import { z } from 'zod';

import type { EventDescription } from './consumer-options.ts';
import type { EvenementDe } from './lire-evenement.ts';

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

/** The events of the sales log, by type, as vente writes them. Each consumer reads by contracts of its own. */
export const CONTRATS_VENTE = { VenteValidee: venteValidee, VenteAnnulee: venteAnnulee } as const;

/** An event of the sales log, whole. */
export type EvenementVente = EvenementDe<typeof CONTRATS_VENTE>;

const repere = z.string().optional().catch(undefined);

/** What a log line shows of an event: part of a consumer's contract, which it can never break. */
export const reperes = {
  venteId: repere,
  panierId: repere,
  annulationId: repere,
  requestId: repere,
};

/** An event of which the ids are known, as far as they could be read. */
interface EvenementRepere {
  id: string;
  type: string;
  traceId?: string;
  charge: { [Champ in keyof typeof reperes]?: string | undefined };
}

/** What tells an event of the sales log from others in a log line and in a trace. */
export function decrireEvenement({
  id,
  type,
  traceId,
  charge: { venteId, panierId, annulationId, requestId },
}: EvenementRepere): EventDescription {
  return {
    ...{ type, traceId, requestId },
    ids: {
      evenementId: id,
      ...(venteId !== undefined && { venteId }),
      ...(panierId !== undefined && { panierId }),
      ...(annulationId !== undefined && { annulationId }),
    },
  };
}
