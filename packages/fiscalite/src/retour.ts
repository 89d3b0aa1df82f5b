import type { Taux } from './bareme.ts';
import { arrondirComptant } from './comptant.ts';
import { exigerCentsPositifs, sommer } from './entiers.ts';
import type { Bases } from './taxes.ts';
import { montantTaxe } from './taxes.ts';

/** Cents of one return, before the rounding of cash. */
export interface MontantsRetour {
  readonly sousTotal: number;
  readonly tps: number;
  readonly tvq: number;
  readonly total: number;
}

/** A card of the sale: its rank among the tenders, what it paid and what earlier returns gave back to it, in cents. */
export interface CartePayee {
  readonly rang: number;
  readonly paye: number;
  readonly rembourse: number;
}

/** A tender handed back, in cents. `rang` is the card's in the sale, null for cash; `arrondi` is cash moved less the exact amount. */
export interface PaiementRendu {
  readonly mode: 'COMPTANT' | 'CARTE';
  readonly montant: number;
  readonly rang: number | null;
  readonly arrondi: number;
}

/** What is handed back, in cents: the parts sum to `total + arrondi`. */
export interface Remboursement {
  readonly rendus: readonly PaiementRendu[];
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
 * Tenders of one refund: each card gets back at most what it paid and was not refunded yet, by rank, then cash.
 * Cash is rounded on the cumulative amount, so that a sale returned in parts gives back exactly the
 * cash it took, whatever the parts. One refund alone may then be off its own exact amount by up to
 * 4 cents, the sum of all of them by at most 2.
 * @param total cents of this return, before rounding
 * @param cartes the cards of the sale
 * @param comptantDeja exact cents that earlier returns gave back in cash, before rounding
 */
export function rembourser(
  total: number,
  cartes: readonly CartePayee[],
  comptantDeja: number,
): Remboursement {
  let reste = exigerCentsPositifs('total', total);
  const rendus: PaiementRendu[] = [];
  for (const { rang, paye, rembourse } of [...cartes].sort((a, b) => a.rang - b.rang)) {
    const montant = Math.min(reste, exigerCentsPositifs('paye - rembourse', paye - rembourse));
    if (montant > 0) rendus.push({ mode: 'CARTE', montant, rang, arrondi: 0 });
    reste -= montant;
  }
  const comptant = arrondirComptant(comptantDeja + reste) - arrondirComptant(comptantDeja);
  const arrondi = comptant - reste;
  if (reste > 0) rendus.push({ mode: 'COMPTANT', montant: comptant, rang: null, arrondi });
  return { rendus, comptantExact: reste, arrondi };
}
