import { crashPoint } from '@caisse/subgraph-kit';
import { echec, type Echec } from '@caisse/subgraph-kit/domaine';

import type { DemandeReservation, Verdict } from '../data/reservation-repository.ts';
import { lireSaisieService, type SaisieService } from './lignes-de-service.ts';
import { type StockInsuffisant, stockInsuffisant } from './stock-insuffisant.ts';

export type ResultatReservation =
  | { __typename: 'ReservationStock'; venteId: string; rejoue: boolean }
  | StockInsuffisant
  | Echec<'ReservationAnnulee'>;

interface Dependances {
  requestId: string;
  reservations: {
    reserver(demande: DemandeReservation, requestId: string): Promise<Verdict>;
  };
}

/**
 * Reserves the stock of a sale, all or nothing. Idempotent by the sale; a refusal is not remembered.
 *
 * @throws Error when the sale has reserved something else: a sale is frozen, so that is a bug of the caller
 */
export async function reserverStock(
  { reservations, requestId }: Dependances,
  { venteId, ...saisie }: SaisieService & { venteId: string },
): Promise<ResultatReservation> {
  const demande = { venteId, ...lireSaisieService(saisie) };
  crashPoint('stock.avant-reservation');
  const reservation = await reservations.reserver(demande, requestId);
  crashPoint('stock.apres-reservation');
  switch (reservation.statut) {
    case 'RESERVEE':
      return { __typename: 'ReservationStock', venteId, rejoue: reservation.rejoue };
    case 'INSUFFISANT':
      return stockInsuffisant(reservation.ruptures);
    case 'ANNULEE':
      return echec(
        'ReservationAnnulee',
        'La vente a été abandonnée entre-temps ; rien n’a été réservé.',
      );
    case 'AUTRE_CONTENU':
      throw new Error(`Sale ${venteId} has already reserved other lines`);
  }
}
