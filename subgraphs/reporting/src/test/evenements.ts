import { randomUUID } from 'node:crypto';

import type { EvenementVente } from '@caisse/subgraph-kit';

import type { EvenementCompte } from '../domain/apport.ts';

/** What a test says of an event; taxes are 5 and 10 cents a line. */
export interface Faits {
  magasinId?: number;
  caisseId?: number;
  jour?: string;
  heure?: number;
  arrondi?: number;
  /** [product, quantity, cents before taxes] */
  lignes?: [produitId: number, quantite: number, sousTotal: number][];
}

/** A sale that was paid for. */
export function validee(faits: Faits = {}): EvenementVente {
  const charge = chargeDe(faits);
  return {
    id: randomUUID(),
    type: 'VenteValidee',
    charge: {
      ...charge,
      numero: '1-1-000001',
      paiements: [{ mode: 'COMPTANT', montant: charge.total + charge.arrondi }],
    },
  };
}

/** A return; all amounts are positive, as in the log. */
export function annulee(complete: boolean, faits: Faits = {}): EvenementVente {
  const charge = chargeDe(faits);
  return {
    id: randomUUID(),
    type: 'VenteAnnulee',
    charge: {
      ...charge,
      annulationId: randomUUID(),
      complete,
      remboursements: [{ mode: 'COMPTANT', montant: charge.total + charge.arrondi }],
    },
  };
}

function chargeDe({
  magasinId = 1,
  caisseId = magasinId * 2 - 1,
  jour = '2026-11-22',
  heure = 10,
  arrondi = 0,
  lignes = [[1, 1, 100]],
}: Faits): Omit<EvenementVente['charge'], 'numero' | 'paiements'> &
  Pick<EvenementCompte['charge'], 'lignes'> {
  const detail = lignes.map(([produitId, quantite, sousTotal]) => ({
    produitId,
    quantite,
    sousTotal,
    tps: 5,
    tvq: 10,
    total: sousTotal + 15,
  }));
  const sousTotal = detail.reduce((somme, ligne) => somme + ligne.sousTotal, 0);
  return {
    venteId: randomUUID(),
    panierId: randomUUID(),
    magasinId,
    caisseId,
    sessionCaisseId: randomUUID(),
    // The projections trust the log's own day and hour: this instant is deliberately another day.
    dateHeure: '2020-01-01T00:00:00.000Z',
    jour,
    heure,
    sousTotal,
    tps: 5 * detail.length,
    tvq: 10 * detail.length,
    total: sousTotal + 15 * detail.length,
    arrondi,
    lignes: detail,
    requestId: 'test-request',
  };
}
