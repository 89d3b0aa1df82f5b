import {
  type BaremeTaxes,
  calculerReglement,
  calculerTaxes,
  type Paiement,
  type Reglement,
  repartir,
  sousTotalLigne,
} from '@caisse/fiscalite';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { RefusVente } from './refus.ts';
import type { LignePanier, Recu } from './vente.ts';

/** Above ten times what is due and 1 000,00 $, cash handed over is a typing error. */
const COMPTANT = { facteur: 10, marge: 100_000 } as const;

/**
 * The receipt of a frozen cart: taxes rounded once at the rates of the day and shared over the
 * lines, tenders settled to the cent.
 *
 * @param lignesPanier at least one
 * @param paiements as handed over
 * @param bareme dated tax rates
 * @param jour business day of the sale, YYYY-MM-DD
 * @param simule whether cards are taken by a simulated terminal
 * @returns the receipt, or why the tenders are refused
 */
export function etablirRecu(
  lignesPanier: readonly LignePanier[],
  paiements: readonly Paiement[],
  bareme: BaremeTaxes,
  jour: string,
  simule = false,
): { recu: Recu } | { refus: RefusVente } {
  const lignes = lignesPanier.map((ligne) => ({
    ...ligne,
    sousTotal: sousTotalLigne(ligne.prixUnitaire, ligne.quantite),
  }));
  const { sousTotal, tps, tvq, total, taux } = calculerTaxes(lignes, bareme, jour);
  const reglement = calculerReglement(total, paiements);
  if (reglement.type !== 'ENCAISSEMENT') return { refus: refusDe(reglement) };
  const maximum = COMPTANT.facteur * (reglement.comptant - reglement.monnaie) + COMPTANT.marge;
  if (reglement.comptant > maximum) return { refus: { type: 'ComptantInvraisemblable', maximum } };

  const partsTps = repartir(tps, poids(lignes, 'statutTps'));
  const partsTvq = repartir(tvq, poids(lignes, 'statutTvq'));
  const { arrondi, monnaie } = reglement;
  return {
    recu: {
      ...{ sousTotal, tps, tvq, total, arrondi, monnaie, taux },
      paiements: paiements.map((paiement) => ({
        ...paiement,
        simule: simule && paiement.mode === 'CARTE',
      })),
      lignes: lignes.map((ligne, rang) => ({
        ...ligne,
        tps: partsTps[rang] ?? 0,
        tvq: partsTvq[rang] ?? 0,
      })),
    },
  };
}

function refusDe(reglement: Exclude<Reglement, { type: 'ENCAISSEMENT' }>): RefusVente {
  return reglement.type === 'INSUFFISANT'
    ? { type: 'PaiementInsuffisant', manque: reglement.manque }
    : { type: 'PaiementCarteExcessif', maximum: reglement.maximum };
}

/** The weight of each line in the sharing of a tax: its amount, or nothing when it is not taxed. */
export function poids(
  lignes: readonly (Pick<LignePanier, 'statutTps' | 'statutTvq'> & { sousTotal: Montant })[],
  statut: 'statutTps' | 'statutTvq',
): Montant[] {
  return lignes.map((ligne) => (ligne[statut] === 'TAXABLE' ? ligne.sousTotal : 0));
}
