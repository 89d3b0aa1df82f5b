import { type BaremeTaxes, calculerTaxes, sousTotalLigne } from '@caisse/fiscalite';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import { jourDesTaxes, type LignePanier, lignesAuJour, type Panier } from './panier.ts';

/** Totals of a cart, before the rounding of cash. */
export interface TotauxPanier {
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
  total: Montant;
}

/** Quantity times unit price, before taxes. */
export function sousTotalDe({ prixUnitaire, quantite }: LignePanier): Montant {
  return sousTotalLigne(prixUnitaire, quantite);
}

/**
 * Totals of a cart: by today's rates and statuses while it is open, by those of the day of its sale ever after.
 *
 * @param bareme the dated rates of both taxes
 * @param aujourdhui business day, YYYY-MM-DD
 */
export function totauxDe(
  panier: Pick<Panier, 'lignes' | 'figeLe' | 'jourVente'>,
  bareme: BaremeTaxes,
  aujourdhui: string,
): TotauxPanier {
  const jour = jourDesTaxes(panier, aujourdhui);
  const { sousTotal, tps, tvq, total } = calculerTaxes(
    lignesAuJour(panier.lignes, jour).map((ligne) => ({ ...ligne, sousTotal: sousTotalDe(ligne) })),
    bareme,
    jour,
  );
  return { sousTotal, tps, tvq, total };
}
