import { crashPoint } from '@caisse/subgraph-kit';

import type { DemandeRetour, Retour } from '../data/reservation-repository.ts';
import { lireSaisieService, type SaisieService } from './lignes-de-service.ts';

interface Dependances {
  requestId: string;
  reservations: { retourner(demande: DemandeRetour, requestId: string): Promise<Retour> };
}

/**
 * Puts back what a cancellation of a sale brought. Idempotent by the cancellation.
 *
 * @throws Error when the cancellation has brought back something else: it is frozen, so that is a bug of
 *   the caller
 */
export async function retournerStock(
  { reservations, requestId }: Dependances,
  { annulationId, venteId, ...saisie }: SaisieService & { annulationId: string; venteId: string },
): Promise<{ rejoue: boolean }> {
  const demande = { annulationId, venteId, ...lireSaisieService(saisie) };
  const retour = await reservations.retourner(demande, requestId);
  crashPoint('stock.apres-retour');
  if (retour.statut === 'AUTRE_CONTENU') {
    throw new Error(`Cancellation ${annulationId} has already brought back other lines`);
  }
  return { rejoue: retour.rejoue };
}
