import type { Taux } from './bareme.ts';
import { arrondirComptant } from './comptant.ts';
import { exigerCentsPositifs, sommer } from './entiers.ts';
import type { Paiement } from './reglement.ts';
import type { Bases } from './taxes.ts';
import { montantTaxe } from './taxes.ts';

/** Cents of one return, before the rounding of cash. */
export interface MontantsRetour {
  readonly sousTotal: number;
  readonly tps: number;
  readonly tvq: number;
  readonly total: number;
}

/** What earlier returns of the same sale gave back, in cents; `comptantExact` is before rounding. */
export interface DejaRembourse {
  readonly cartes: number;
  readonly comptantExact: number;
}

/** What is handed back, in cents: the parts sum to `total + arrondi`. */
export interface Remboursement {
  readonly paiements: readonly Paiement[];
  readonly comptantExact: number;
  readonly arrondi: number;
}

/**
 * Taxes of one return, at the rates of the sale's day: the tax on everything returned so far, this
 * return included, less what was already refunded. Parts so computed never exceed the whole and sum
 * to it: 3 x 1.10 with a TPS of 0.17 gives 0.06, 0.05, 0.06.
 * @param cumul bases of all returns of the sale, this one included
 * @param deja what the earlier returns refunded (zeros for the first)
 */
export function calculerRetour(
  taux: Taux,
  cumul: Bases,
  deja: Pick<MontantsRetour, 'sousTotal' | 'tps' | 'tvq'>,
): MontantsRetour {
  const sousTotal = exigerCentsPositifs('sousTotal', cumul.sousTotal - deja.sousTotal);
  const tps = exigerCentsPositifs('tps', montantTaxe(cumul.baseTps, taux.tps) - deja.tps);
  const tvq = exigerCentsPositifs('tvq', montantTaxe(cumul.baseTvq, taux.tvq) - deja.tvq);
  return { sousTotal, tps, tvq, total: sommer('total', [sousTotal, tps, tvq]) };
}

/**
 * Tenders of one refund: cards first, up to what they paid and have not been refunded, then cash.
 * Cash is rounded on the cumulative amount, so that a sale returned in parts gives back exactly the
 * cash it took, whatever the parts. One refund alone may then be off its own exact amount by up to
 * 4 cents, the sum of all of them by at most 2.
 * @param total cents of this return, before rounding
 * @param cartesPayees cents that cards paid on the sale
 */
export function rembourser(
  total: number,
  cartesPayees: number,
  deja: DejaRembourse,
): Remboursement {
  exigerCentsPositifs('total', total);
  const disponible = exigerCentsPositifs('cartesPayees - cartes', cartesPayees - deja.cartes);
  const carte = Math.min(total, disponible);
  const comptantExact = total - carte;
  const comptant =
    arrondirComptant(deja.comptantExact + comptantExact) - arrondirComptant(deja.comptantExact);
  const paiements: Paiement[] = [];
  if (carte > 0) paiements.push({ mode: 'CARTE', montant: carte });
  if (comptantExact > 0) paiements.push({ mode: 'COMPTANT', montant: comptant });
  return { paiements, comptantExact, arrondi: comptant - comptantExact };
}
