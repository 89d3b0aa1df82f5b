import type { BaremeTaxes, Taux } from './bareme.ts';
import { tauxEnVigueur } from './bareme.ts';
import { exigerCents, exigerCentsPositifs, sommer } from './entiers.ts';

/** How a tax treats a product: charged, charged at zero, or outside the tax (a bottle deposit). */
export type StatutTaxe = 'TAXABLE' | 'DETAXE' | 'HORS_CHAMP';

/** A receipt line as the taxes see it. `sousTotal` is in cents, after discounts. */
export interface LigneTaxable {
  readonly sousTotal: number;
  readonly statutTps: StatutTaxe;
  readonly statutTvq: StatutTaxe;
}

/** Sums of lines in cents: all of them, those the TPS applies to, those the TVQ applies to. */
export interface Bases {
  readonly sousTotal: number;
  readonly baseTps: number;
  readonly baseTvq: number;
}

/** Totals of a receipt in cents, before the rounding of cash, with the rates that gave them. */
export interface TotauxTaxes extends Bases {
  readonly tps: number;
  readonly tvq: number;
  readonly total: number;
  readonly taux: Taux;
}

/** Cents of a line. @throws RangeError when the product is not a safe non-negative integer */
export function sousTotalLigne(prixUnitaire: number, quantite: number): number {
  exigerCentsPositifs('prixUnitaire', prixUnitaire);
  exigerCentsPositifs('quantite', quantite);
  return exigerCents('prixUnitaire * quantite', prixUnitaire * quantite);
}

/**
 * Tax in cents on a base in cents, half up, mirrored for a negative base (refunds are computed on
 * the absolute value). `base * 9975` leaves the safe range from 9.03e11 cents on, so whole
 * multiples of 100 000 are taken apart first: every intermediate stays below the base or below
 * 1e10 for a rate of at most 100 %, hence the result is exact for every safe base, without BigInt.
 */
export function montantTaxe(base: number, tauxCentMilliemes: number): number {
  const absolu = Math.abs(exigerCents('base', base));
  if (
    !Number.isInteger(tauxCentMilliemes) ||
    tauxCentMilliemes < 0 ||
    tauxCentMilliemes > 100_000
  ) {
    throw new RangeError(
      `taux must be 0 to 100 000 hundred-thousandths, but got ${tauxCentMilliemes}`,
    );
  }
  const reste = absolu % 100_000;
  const entiers = ((absolu - reste) / 100_000) * tauxCentMilliemes;
  const taxe = entiers + Math.floor((reste * tauxCentMilliemes + 50_000) / 100_000);
  return base < 0 ? 0 - taxe : taxe;
}

/**
 * Taxes of a receipt: the bases of the lines are summed per tax and each tax is rounded once
 * (Revenu Québec, "Calculating the taxes"; both taxes on the price before tax). Never a sum of
 * rounded lines. `jour` is the business day of the sale, which decides the rates.
 */
export function calculerTaxes(
  lignes: readonly LigneTaxable[],
  bareme: BaremeTaxes,
  jour: string,
): TotauxTaxes {
  const taux = tauxEnVigueur(bareme, jour);
  const bases = sommerBases(lignes);
  const tps = montantTaxe(bases.baseTps, taux.tps);
  const tvq = montantTaxe(bases.baseTvq, taux.tvq);
  return { ...bases, tps, tvq, total: sommer('total', [bases.sousTotal, tps, tvq]), taux };
}

function sommerBases(lignes: readonly LigneTaxable[]): Bases {
  const somme = (retenues: readonly LigneTaxable[]) =>
    sommer(
      'sousTotal',
      retenues.map((ligne) => ligne.sousTotal),
    );
  return {
    sousTotal: somme(lignes),
    baseTps: somme(lignes.filter((ligne) => ligne.statutTps === 'TAXABLE')),
    baseTvq: somme(lignes.filter((ligne) => ligne.statutTvq === 'TAXABLE')),
  };
}
