import type { Ligne } from '../domain/lignes.ts';
import type { Rupture } from '../domain/rupture.ts';
import type { Ecrire, Ecriture } from './ecriture.ts';
import { Prisma } from './prisma.ts';

/** What a sale takes from a place. */
export interface DemandeReservation {
  venteId: string;
  magasinId: number;
  lignes: readonly Ligne[];
}

/** One of several sales that reserve in one call. */
export interface DemandeEnLot extends DemandeReservation {
  requestId: string;
}

/** What a cancellation of a sale brings back to a place. */
export interface DemandeRetour extends DemandeReservation {
  annulationId: string;
}

/** What became of a reservation. */
export type Verdict =
  | { statut: 'RESERVEE'; rejoue: boolean }
  | { statut: 'INSUFFISANT'; ruptures: Rupture[] }
  | { statut: 'ANNULEE' }
  | { statut: 'AUTRE_CONTENU' };

export type Reservation = Ecriture & Verdict;

export type LotDeReservations = Ecriture & {
  /** In the order of the demands. */
  verdicts: Verdict[];
};

export type AnnulationReservation = Ecriture & { statut: 'ANNULEE' | 'CONFIRMEE' };

export type Retour = Ecriture &
  ({ statut: 'RETOURNE'; rejoue: boolean } | { statut: 'AUTRE_CONTENU' });

export type ReservationRepository = ReturnType<typeof reservationRepository>;

/** Takes stock for sales and gives it back. Every write is idempotent; see the functions' migration. */
export function reservationRepository(ecrire: Ecrire) {
  return {
    /** Reserves all the lines or none of them. */
    reserver({ venteId, magasinId, lignes }: DemandeReservation, requestId: string) {
      return ecrire<Reservation>(
        Prisma.sql`/* reservation.reserver */
        SELECT reserver_stock(${venteId}::uuid, ${magasinId}::int, ${JSON.stringify(lignes)}::jsonb,
          ${requestId}) AS resultat`,
      );
    },

    /** Reserves for several sales, each all or nothing, as if they came one by one; a sale is there once. */
    reserverLot(demandes: readonly DemandeEnLot[]) {
      return ecrire<LotDeReservations>(
        Prisma.sql`/* reservation.reserverLot */
        SELECT reserver_stock_lot(${JSON.stringify(demandes)}::jsonb) AS resultat`,
      );
    },

    /** Gives back what a sale had reserved; forbids a reservation that has not come yet. */
    annuler(venteId: string, requestId: string) {
      return ecrire<AnnulationReservation>(
        Prisma.sql`/* reservation.annuler */
        SELECT annuler_reservation(${venteId}::uuid, ${requestId}) AS resultat`,
      );
    },

    /** Puts back what a cancellation of a sale brought. */
    retourner(demande: DemandeRetour, requestId: string) {
      const { annulationId, venteId, magasinId, lignes } = demande;
      return ecrire<Retour>(
        Prisma.sql`/* reservation.retourner */
        SELECT retourner_stock(${annulationId}::uuid, ${venteId}::uuid, ${magasinId}::int,
          ${JSON.stringify(lignes)}::jsonb, ${requestId}) AS resultat`,
      );
    },
  };
}
