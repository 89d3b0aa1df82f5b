import {
  Counter,
  Histogram,
  isDatabaseOutage,
  type Logger,
  type Metrics,
  PARTICIPANT_MS,
} from '@caisse/subgraph-kit';

import { idNiveau } from '../domain/niveau.ts';
import { grouper } from './groupage.ts';
import type {
  DemandeEnLot,
  DemandeReservation,
  ReservationRepository,
  Verdict,
} from './reservation-repository.ts';

/** A lot of this size takes some tens of milliseconds: far from the statement's time-out. */
const VENTES_PAR_LOT = 64;
const LIGNES_PAR_LOT = 320;

export type ReservationsGroupees = ReturnType<typeof reservationsGroupees>;

interface Dependances {
  reservations: ReservationRepository;
  logger: Pick<Logger, 'error'>;
  metrics: Pick<Metrics, 'registry'>;
}

/**
 * Reserves for the sales that want the same products at once in one call of the database rather than one
 * behind the other: a product in demand then costs one commit for many sales.
 *
 * @returns the repository with another `reserver`, which answers the same verdicts
 */
export function reservationsGroupees({ reservations, logger, metrics: { registry } }: Dependances) {
  const tailles = new Histogram({
    name: 'stock_lot_reservations',
    help: 'Sales that reserved in one call of the database.',
    buckets: [1, 2, 4, 8, 16, 32, VENTES_PAR_LOT],
    registers: [registry],
  });
  const defaits = new Counter({
    name: 'stock_lots_defaits_total',
    help: 'Lots that failed for another reason than an outage and were done again sale by sale: a bug.',
    registers: [registry],
  });

  const enLot = grouper<DemandeEnLot, Verdict>({
    cles: ({ magasinId, lignes }) => [
      ...new Set(lignes.map(({ produitId }) => idNiveau({ magasinId, produitId }))),
    ],
    identite: ({ venteId }) => venteId,
    demandes: VENTES_PAR_LOT,
    clesParLot: LIGNES_PAR_LOT,
    patienceMs: PARTICIPANT_MS,
    async envoyer(lot) {
      tailles.observe(lot.length);
      if (lot.length === 1) return unParUn(reservations, lot);
      try {
        const { verdicts } = await reservations.reserverLot(lot);
        return verdicts.map((value) => ({ status: 'fulfilled', value }));
      } catch (err) {
        // Nothing was written. Of an outage each sale hears at once; one sale's fault is for that sale alone.
        if (isDatabaseOutage(err)) throw err;
        defaits.inc();
        logger.error(
          { err, ventes: lot.map(({ venteId }) => venteId) },
          'A lot of reservations failed',
        );
        return unParUn(reservations, lot);
      }
    },
  });
  return {
    ...reservations,
    /** Reserves all the lines or none of them, with the sales that want the same at the same time. */
    reserver: (demande: DemandeReservation, requestId: string): Promise<Verdict> =>
      enLot({ ...demande, requestId }),
  };
}

async function unParUn(
  reservations: Pick<ReservationRepository, 'reserver'>,
  lot: readonly DemandeEnLot[],
): Promise<PromiseSettledResult<Verdict>[]> {
  const verdicts: PromiseSettledResult<Verdict>[] = [];
  for (const { requestId, ...demande } of lot) {
    verdicts.push(...(await Promise.allSettled([reservations.reserver(demande, requestId)])));
  }
  return verdicts;
}
