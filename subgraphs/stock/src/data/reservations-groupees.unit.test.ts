import { expect, test } from '@jest/globals';

import { createLogger, createMetrics } from '@caisse/subgraph-kit';

import type { DemandeEnLot, ReservationRepository } from './reservation-repository.ts';
import { reservationsGroupees } from './reservations-groupees.ts';

const RESERVEE = { statut: 'RESERVEE', rejoue: false } as const;

/** A repository whose lots fail with this code, and whose sale `b` cannot be reserved. */
function monter(code: string) {
  const appels: string[] = [];
  const reservations = {
    reserver: async ({ venteId }: DemandeEnLot) => {
      appels.push(venteId);
      if (venteId === 'b') throw new Error('faute de b');
      return { ...RESERVEE, niveaux: [] };
    },
    reserverLot: async (lot: readonly DemandeEnLot[]) => {
      appels.push(lot.map(({ venteId }) => venteId).join('+'));
      throw Object.assign(new Error('lot'), { code });
    },
  } as unknown as ReservationRepository;
  const metrics = createMetrics('stock');
  const logger = createLogger('stock', 'silent');
  const { reserver } = reservationsGroupees({ reservations, logger, metrics });
  const resultats = ['a', 'b', 'c', 'd'].map((venteId) =>
    reserver({ venteId, magasinId: 1, lignes: [{ produitId: 1, quantite: 1 }] }, 'test'),
  );
  return { appels, metrics, resultats: Promise.allSettled(resultats) };
}

test('a lot that a fault ended is done again sale by sale, and the fault stays with its sale', async () => {
  const { appels, metrics, resultats } = monter('P0001');
  expect((await resultats).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(appels).toEqual(['a', 'b+c+d', 'b', 'c', 'd']);
  const defaits = await metrics.registry.getSingleMetricAsString('stock_lots_defaits_total');
  expect(defaits).toContain('stock_lots_defaits_total{service="stock"} 1');
});

test.each(['40P01', '55P03', '57P01', '08006'])(
  'a lot that ended with %s is not: every sale hears of the outage at once',
  async (code) => {
    const { appels, resultats } = monter(code);
    expect((await resultats).slice(1)).toEqual(
      [1, 2, 3].map(() => expect.objectContaining({ status: 'rejected' })),
    );
    expect(appels).toEqual(['a', 'b+c+d']);
  },
);
