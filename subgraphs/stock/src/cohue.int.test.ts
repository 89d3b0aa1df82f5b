import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { waitFor } from '@caisse/subgraph-kit/test';

import type { Ligne } from './domain/lignes.ts';
import { appels } from './test/appels.ts';
import { type Banc, creerBanc } from './test/banc.ts';

const CLIENTS = 32;

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const sansLots = {
  async reserver(venteId: string, magasinId: number, lignes: Ligne[]) {
    const demande = { venteId, magasinId, lignes };
    const { statut } = await banc.reservations.reserver(demande, 'test');
    return { __typename: statut === 'RESERVEE' ? 'ReservationStock' : 'StockInsuffisant' };
  },
  async annuler(venteId: string) {
    const { statut } = await banc.reservations.annuler(venteId, 'test');
    return { annulee: statut === 'ANNULEE' };
  },
};

const ventesDe = (lieux: number[], produits: number[]) =>
  fc.record({
    lieu: fc.constantFrom(...lieux),
    lignes: fc.array(
      fc.record({
        produitId: fc.constantFrom(...produits),
        quantite: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 5, size: 'max' },
    ),
    annulee: fc.constantFrom(true, ...Array.from({ length: 9 }, () => false)),
  });

const suite = (premier: number, nombre: number) =>
  Array.from({ length: nombre }, (_, rang) => premier + rang);

test.each([
  ['1,000 sales of 20 products in 3 places', 1_000, [1, 2, 3], suite(1, 20)],
  // Where sales meet far more often: locks in no order would not survive it.
  ['1,000 sales of 4 products in 1 place', 1_000, [4], suite(101, 4)],
])(
  '%s, their lines in any order, from 32 clients and 3 replicas, meet no deadlock',
  async (_cas, nombre, lieux, produits) => {
    const stock = (60 * 60) / (lieux.length * produits.length);
    await banc.ouvrir(
      ...lieux.flatMap((lieu) =>
        produits.map((produit): [number, number, number] => [lieu, produit, stock]),
      ),
    );
    const ventes = fc.sample(ventesDe(lieux, produits), { numRuns: nombre, seed: 20_261_122 });
    const repliques = [banc.creerStock(), banc.creerStock()];
    // The third has all that it is asked for in the database at once, where the others form lots.
    const clients = [...repliques.map((r) => appels(r, { insistants: true })), sansLots];
    const types: string[] = [];
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const { reserver, annuler } = clients[client % clients.length]!;
        for (let suivante = ventes.pop(); suivante; suivante = ventes.pop()) {
          const venteId = randomUUID();
          types.push((await reserver(venteId, suivante.lieu, suivante.lignes)).__typename);
          if (suivante.annulee) expect(await annuler(venteId)).toEqual({ annulee: true });
        }
      }),
    );
    expect(types).toHaveLength(nombre);
    expect(new Set(types)).toEqual(new Set(['ReservationStock', 'StockInsuffisant']));
    expect(await banc.ecarts()).toEqual([]);

    for (const { metrics } of [...repliques, banc]) {
      const reprises = await metrics.registry.getSingleMetricAsString('stock_reprises_total');
      expect(reprises).toMatch(/cause="interblocage".* 0$/m);
    }
    // A backend reports what it has counted at the latest when it ends.
    for (const replique of repliques) await replique.stop();
    await waitFor(async () => {
      const ouvertes = await banc.database.query(
        `SELECT FROM pg_stat_activity WHERE application_name = 'stock' AND datname = current_database()`,
      );
      return ouvertes.length === 0;
    });
    const etat = await banc.database.query(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(etat).toEqual([{ deadlocks: 0 }]);
  },
);
