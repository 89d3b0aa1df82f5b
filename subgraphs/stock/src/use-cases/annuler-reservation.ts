import { crashPoint } from '@caisse/subgraph-kit';

import type { AnnulationReservation } from '../data/reservation-repository.ts';

interface Dependances {
  requestId: string;
  reservations: { annuler(venteId: string, requestId: string): Promise<AnnulationReservation> };
}

/**
 * Gives back what a sale had reserved. On a sale that has not reserved yet it leaves a tombstone, so that a
 * late reservation fails.
 *
 * @returns false when the sale was paid for, and its goods are gone
 */
export async function annulerReservation(
  { reservations, requestId }: Dependances,
  { venteId }: { venteId: string },
): Promise<{ annulee: boolean }> {
  const { statut } = await reservations.annuler(venteId, requestId);
  crashPoint('stock.apres-annulation');
  return { annulee: statut === 'ANNULEE' };
}
