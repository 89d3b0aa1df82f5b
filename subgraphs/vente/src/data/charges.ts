import type { Paiement } from '@caisse/fiscalite';
import type { VenteAnnulee, VenteValidee } from '@caisse/subgraph-kit';

import type { MontantsNote, NoteDeCredit } from '../domain/annulation.ts';
import type { PanierFige, Recu, VenteEncaissee } from '../domain/vente.ts';

/** What the SQL function adds at the commit point: the number, the ids and the instant of the row. */
type Ajouts = 'venteId' | 'panierId' | 'requestId' | 'dateHeure' | 'jour' | 'heure';

/** The payload of VenteValidee, as far as it is known before the commit point. */
export function chargeVenteValidee(
  { sessionCaisseId, caisseId, magasinId }: PanierFige,
  { lignes, paiements, monnaie, sousTotal, tps, tvq, total, arrondi }: Recu,
): Omit<VenteValidee, Ajouts | 'numero'> {
  return {
    ...{ sessionCaisseId, caisseId, magasinId, sousTotal, tps, tvq, total, arrondi },
    lignes: lignes.map(enLigne),
    paiements: garder(paiements, monnaie),
  };
}

/** The payload of VenteAnnulee, as far as it is known before the credit note is written. */
export function chargeVenteAnnulee(
  { sessionCaisseId, caisseId, magasinId }: VenteEncaissee,
  {
    lignes,
    remboursements,
    sousTotal,
    tps,
    tvq,
    total,
    arrondi,
  }: Pick<NoteDeCredit, 'lignes' | 'remboursements' | keyof MontantsNote>,
): Omit<VenteAnnulee, Ajouts | 'annulationId' | 'complete'> {
  return {
    ...{ sessionCaisseId, caisseId, magasinId, sousTotal, tps, tvq, total, arrondi },
    lignes: lignes.map(enLigne),
    remboursements: remboursements.map(({ mode, montant }) => ({ mode, montant })),
  };
}

interface Ligne {
  produitId: number;
  quantite: number;
  sousTotal: number;
  tps: number;
  tvq: number;
}

function enLigne({ produitId, quantite, sousTotal, tps, tvq }: Ligne) {
  return { produitId, quantite, sousTotal, tps, tvq, total: sousTotal + tps + tvq };
}

/** What is kept of the tenders: the change is taken from the cash, the last handed over first. */
function garder(paiements: readonly Paiement[], monnaie: number): Paiement[] {
  let reste = monnaie;
  return paiements.reduceRight<Paiement[]>((gardes, { mode, montant }) => {
    const rendu = mode === 'COMPTANT' ? Math.min(reste, montant) : 0;
    reste -= rendu;
    return [{ mode, montant: montant - rendu }, ...gardes];
  }, []);
}
