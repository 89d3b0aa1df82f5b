import { type BaremeTaxes, calculerTaxes, sousTotalLigne } from '@caisse/fiscalite';
import { jourDe, type Montant } from '@caisse/subgraph-kit/domaine';

import type { LignePanier, Panier } from './panier.ts';

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
 * Totals of a cart: at today's rates while it is open, at those of the day of its freeze ever after.
 *
 * @param bareme the dated rates of both taxes
 * @param aujourdhui business day, YYYY-MM-DD
 */
export function totauxDe(
  { lignes, figeLe }: Pick<Panier, 'lignes' | 'figeLe'>,
  bareme: BaremeTaxes,
  aujourdhui: string,
): TotauxPanier {
  const { sousTotal, tps, tvq, total } = calculerTaxes(
    lignes.map((ligne) => ({ ...ligne, sousTotal: sousTotalDe(ligne) })),
    bareme,
    figeLe ? jourDe(figeLe) : aujourdhui,
  );
  return { sousTotal, tps, tvq, total };
}
