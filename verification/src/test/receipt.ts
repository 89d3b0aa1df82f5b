import { montantTaxe, repartir } from '@caisse/fiscalite';

import type { Line } from './history.ts';

export const TAUX = { tps: 5_000, tvq: 9_975 } as const;

/**
 * What some lines make, taxes shared over them. The lines of the history are such that one of them makes alone what its
 * share of the whole receipt is, so that this is also what it gives back.
 */
export function receipt(lines: readonly Line[]) {
  const amounts = lines.map(({ quantite, prixUnitaire }) => quantite * prixUnitaire);
  const sousTotal = amounts.reduce((sum, amount) => sum + amount, 0);
  const [tps, tvq] = [montantTaxe(sousTotal, TAUX.tps), montantTaxe(sousTotal, TAUX.tvq)];
  const [partsTps, partsTvq] = [repartir(tps, amounts), repartir(tvq, amounts)];
  const lignes = lines.map((line, rank) => {
    const taxes = { tps: partsTps[rank] ?? 0, tvq: partsTvq[rank] ?? 0 };
    const amount = amounts[rank] ?? 0;
    return {
      ...{ ...line, ...taxes, nomProduit: 'Eau', sousTotal: amount },
      ...{ statutTps: 'TAXABLE', statutTvq: 'TAXABLE', total: amount + taxes.tps + taxes.tvq },
    };
  });
  return { lignes, sousTotal, tps, tvq, total: sousTotal + tps + tvq };
}
