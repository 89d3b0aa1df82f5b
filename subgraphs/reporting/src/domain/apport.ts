import type { Montant } from '@caisse/subgraph-kit/domaine';

/** The part of a sale event that reports count; the event log's own type holds more. Amounts are positive. */
interface Charge {
  magasinId: number;
  caisseId: number;
  /** Business day of the sale, or of the return: YYYY-MM-DD. */
  jour: string;
  /** Hour of that day in the store's time zone, 0 to 23. */
  heure: number;
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
  total: Montant;
  /** Signed cash rounding. */
  arrondi: Montant;
  lignes: readonly { produitId: number; quantite: number; total: Montant }[];
}

/** An event that reports count. */
export type EvenementCompte =
  | { id: string; type: 'VenteValidee'; charge: Charge }
  | { id: string; type: 'VenteAnnulee'; charge: Charge & { complete: boolean } };

/** What one event adds to the projections: signed, ready to be summed. */
export interface Apport extends Charge {
  /** Id of the event, which counts once. */
  id: string;
  /** 1 for a sale, -1 for the return that leaves nothing of one, else 0. */
  nombre: number;
}

/**
 * Says what an event adds to the reports. A sale counts on its day and hour; a return counts negatively on
 * its own day and hour, and takes one off the number of sales once nothing is left of the sale.
 *
 * @param evenement an event of the sales log
 */
export function apportDe(evenement: EvenementCompte): Apport {
  const { id, charge } = evenement;
  const signe = evenement.type === 'VenteValidee' ? 1 : -1;
  // Adding zero turns -0, which a negated zero gives, into 0.
  const signer = (valeur: number) => signe * valeur + 0;
  return {
    id,
    magasinId: charge.magasinId,
    caisseId: charge.caisseId,
    jour: charge.jour,
    heure: charge.heure,
    sousTotal: signer(charge.sousTotal),
    tps: signer(charge.tps),
    tvq: signer(charge.tvq),
    total: signer(charge.total),
    arrondi: signer(charge.arrondi),
    nombre: evenement.type === 'VenteValidee' ? 1 : evenement.charge.complete ? -1 : 0,
    lignes: charge.lignes.map(({ produitId, quantite, total }) => ({
      produitId,
      quantite: signer(quantite),
      total: signer(total),
    })),
  };
}
