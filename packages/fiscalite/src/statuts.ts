import type { Taxe } from './bareme.ts';
import type { StatutTaxe } from './taxes.ts';

/** How a tax treats a product, from a day on (`YYYY-MM-DD`). */
export interface StatutDate {
  readonly taxe: Taxe;
  readonly effetDu: string;
  readonly statut: StatutTaxe;
}

/** The dated statuses of one product for both taxes, in any order: a value that is kept, and read by the day. */
export type StatutsDates = readonly StatutDate[];

/** The two statuses of a product on one day. */
export interface Statuts {
  readonly statutTps: StatutTaxe;
  readonly statutTvq: StatutTaxe;
}

/** What a tax does to a product that nobody classified: it is charged (Revenu Québec's default). */
export const STATUT_PAR_DEFAUT: StatutTaxe = 'TAXABLE';

/** The effective day of what has always been so. */
export const DEPUIS_TOUJOURS = '0001-01-01';

const TAXES: readonly Taxe[] = ['TPS', 'TVQ'];

/** The two statuses in force on a business day (`YYYY-MM-DD`). */
export function statutsEnVigueur(statuts: StatutsDates, jour: string): Statuts {
  return { statutTps: statutDe(statuts, 'TPS', jour), statutTvq: statutDe(statuts, 'TVQ', jour) };
}

function statutDe(statuts: StatutsDates, taxe: Taxe, jour: string): StatutTaxe {
  let retenu: StatutDate | undefined;
  for (const statut of statuts) {
    if (statut.taxe !== taxe || statut.effetDu > jour) continue;
    if (retenu === undefined || statut.effetDu > retenu.effetDu) retenu = statut;
  }
  return retenu?.statut ?? STATUT_PAR_DEFAUT;
}

/**
 * What is worth keeping of a product's statuses on a day: for each tax the one in force, as if it had always been,
 * then each change to come. Two products are treated alike from that day on if and only if this says the same of
 * both, in the same order: what is kept can be compared as it is.
 */
export function statutsAPartirDu(statuts: StatutsDates, jour: string): StatutDate[] {
  return TAXES.flatMap((taxe) => {
    const retenus: StatutDate[] = [
      { taxe, effetDu: DEPUIS_TOUJOURS, statut: statutDe(statuts, taxe, jour) },
    ];
    const aVenir = statuts
      .filter((statut) => statut.taxe === taxe && statut.effetDu > jour)
      .sort((a, b) => (a.effetDu < b.effetDu ? -1 : 1));
    for (const { effetDu, statut } of aVenir) {
      if (retenus.at(-1)?.statut !== statut) retenus.push({ taxe, effetDu, statut });
    }
    return retenus;
  });
}
