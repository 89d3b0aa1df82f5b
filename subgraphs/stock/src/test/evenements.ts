import { randomUUID } from 'node:crypto';

import type { EvenementVente } from '@caisse/subgraph-kit';

const MONTANTS = { sousTotal: 150, tps: 0, tvq: 0, total: 150 };

function commun(venteId: string) {
  return {
    venteId,
    panierId: randomUUID(),
    magasinId: 1,
    caisseId: 1,
    sessionCaisseId: randomUUID(),
    dateHeure: '2026-11-22T14:05:00.000Z',
    jour: '2026-11-22',
    heure: 9,
    ...MONTANTS,
    arrondi: 0,
    lignes: [{ produitId: 1, quantite: 1, ...MONTANTS }],
    requestId: 'test',
  };
}

/** The event of a sale that was paid for; stock reads nothing of it but the sale's id. */
export function venteValidee(venteId: string): EvenementVente {
  const paiements = [{ mode: 'CARTE' as const, montant: 150 }];
  const charge = { ...commun(venteId), numero: '1-000001', paiements };
  return { id: randomUUID(), type: 'VenteValidee', charge };
}

/** The event of a sale that was cancelled whole. */
export function venteAnnulee(venteId: string): EvenementVente {
  const remboursements = [{ mode: 'CARTE' as const, montant: 150 }];
  const charge = {
    ...commun(venteId),
    annulationId: randomUUID(),
    remboursements,
    complete: true,
  };
  return { id: randomUUID(), type: 'VenteAnnulee', charge };
}
