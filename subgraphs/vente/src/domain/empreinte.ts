import { createHash } from 'node:crypto';

import type { Paiement } from '@caisse/fiscalite';

import type { SaisieAnnulation } from './saisie-annulation.ts';

/** The business content of a checkout, UUIDs in lower case. */
export interface SaisieCheckout {
  panierId: string;
  sessionCaisseId: string | null;
  paiements: Paiement[];
}

/**
 * SHA-256 (hexadecimal) of the business input of a sale: two requests with one `venteId` are the
 * same request when their fingerprints are equal. The order of the tenders counts, since it is the
 * order on the receipt.
 */
export function empreinteCheckout(saisie: SaisieCheckout): string {
  return empreinte([
    saisie.panierId,
    saisie.sessionCaisseId,
    saisie.paiements.map(({ mode, montant }) => [mode, montant]),
  ]);
}

/** The same for a return; `saisie` holds one line per product, sorted, so their order is free. */
export function empreinteAnnulation(saisie: SaisieAnnulation): string {
  return empreinte([
    saisie.venteId,
    saisie.motif,
    saisie.lignes?.map(({ produitId, quantite }) => [produitId, quantite]) ?? null,
  ]);
}

// Arrays have one JSON form, whatever order an object's keys were written in.
function empreinte(contenu: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(contenu)).digest('hex');
}
