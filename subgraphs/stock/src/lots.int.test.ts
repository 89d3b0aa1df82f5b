import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Ligne } from './domain/lignes.ts';
import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

const demande = (magasinId: number, lignes: Ligne[], venteId: string = randomUUID()) => ({
  venteId,
  magasinId,
  lignes,
  requestId: 'test',
});

test('in a lot each sale has its verdict, and one that is refused leaves no trace', async () => {
  await banc.ouvrir([1, 11, 5], [1, 12, 1]);
  const [replay, annulee, refusee, bonne, petite] = [1, 2, 3, 4, 5].map(() => randomUUID());
  await banc.reserver(replay!, 1, [{ produitId: 11, quantite: 1 }]);
  await banc.annuler(annulee!);
  const { verdicts, niveaux } = await banc.reservations.reserverLot([
    demande(1, [{ produitId: 11, quantite: 1 }], replay),
    demande(1, [{ produitId: 11, quantite: 1 }], annulee),
    demande(
      1,
      [
        { produitId: 11, quantite: 2 },
        { produitId: 12, quantite: 2 },
      ],
      refusee,
    ),
    demande(1, [{ produitId: 11, quantite: 3 }], bonne),
    demande(
      1,
      [
        { produitId: 11, quantite: 2 },
        { produitId: 19, quantite: 1 },
      ],
      petite,
    ),
    demande(1, [{ produitId: 12, quantite: 1 }]),
  ]);
  expect(verdicts).toEqual([
    { statut: 'RESERVEE', rejoue: true },
    { statut: 'ANNULEE' },
    { statut: 'INSUFFISANT', ruptures: [{ produitId: 12, demande: 2, disponible: 1 }] },
    { statut: 'RESERVEE', rejoue: false },
    {
      statut: 'INSUFFISANT',
      ruptures: [
        { produitId: 11, demande: 2, disponible: 1 },
        { produitId: 19, demande: 1, disponible: 0 },
      ],
    },
    { statut: 'RESERVEE', rejoue: false },
  ]);
  expect(niveaux.toSorted((a, b) => a.produitId - b.produitId)).toEqual([
    expect.objectContaining({ produitId: 11, disponible: 1, reserve: 4, version: 3 }),
    expect.objectContaining({ produitId: 12, disponible: 0, reserve: 1, version: 2 }),
  ]);
  const traces = await banc.database.query(
    `SELECT vente_id FROM reservation WHERE vente_id = ANY ($1)
     UNION ALL SELECT vente_id FROM mouvement WHERE vente_id = ANY ($1)`,
    [[refusee, petite]],
  );
  expect(traces).toEqual([]);
});

test('a lot that holds a sale twice is refused whole, since a sale has one verdict', async () => {
  await banc.ouvrir([1, 21, 5]);
  const double = demande(1, [{ produitId: 21, quantite: 1 }]);
  await expect(banc.reservations.reserverLot([double, double])).rejects.toThrow('twice in the lot');
  expect(await banc.quantites(1, 21)).toEqual({ disponible: 5, reserve: 0 });
});

test('sales that come together for one product share calls of the database', async () => {
  await banc.ouvrir([1, 31, 70]);
  const avant = [
    await banc.envoyees('reservation.reserver'),
    await banc.envoyees('reservation.reserverLot'),
  ];
  const reponses = await Promise.all(
    Array.from({ length: 100 }, () =>
      banc.reserver(randomUUID(), 1, [{ produitId: 31, quantite: 1 }]),
    ),
  );
  const types = reponses.map(({ __typename }) => __typename);
  expect(types.filter((type) => type === 'ReservationStock')).toHaveLength(70);
  expect(types.filter((type) => type === 'StockInsuffisant')).toHaveLength(30);
  expect(await banc.quantites(1, 31)).toEqual({ disponible: 0, reserve: 70 });
  const seules = (await banc.envoyees('reservation.reserver')) - avant[0]!;
  const lots = (await banc.envoyees('reservation.reserverLot')) - avant[1]!;
  expect(lots).toBeGreaterThan(0);
  expect(seules + lots).toBeLessThan(50);
});

/** What a universe of the property below looks like in the end, whatever its keys. */
async function bilan(lieux: number[], produits: number[], ventes: string[]) {
  const niveaux = await banc.database.query(
    `SELECT array_position($1::int[], magasin_id) AS lieu, produit_id, disponible, reserve FROM stock
     WHERE magasin_id = ANY ($1) AND produit_id = ANY ($2) ORDER BY 1, 2`,
    [lieux, produits],
  );
  // A sale has no order among its own lines.
  const registre = await banc.database.query(
    `SELECT array_position($1::uuid[], vente_id) AS vente, array_position($2::int[], magasin_id) AS lieu,
       type, array_agg(ARRAY[produit_id, delta_disponible, delta_reserve] ORDER BY produit_id) AS lignes
     FROM mouvement WHERE vente_id = ANY ($1) GROUP BY 1, 2, 3 ORDER BY min(id)`,
    [ventes, lieux],
  );
  const reservations = await banc.database.query(
    `SELECT array_position($1::uuid[], vente_id) AS vente, etat,
       array_position($2::int[], magasin_id) AS lieu
     FROM reservation WHERE vente_id = ANY ($1) ORDER BY 1`,
    [ventes, lieux],
  );
  return { niveaux, registre, reservations };
}

test('any demands in lots give what they give one by one in the same order', async () => {
  const VENTES = 8;
  const rang = fc.nat({ max: VENTES - 1 });
  const enLot = fc.uniqueArray(
    fc.record({
      vente: rang,
      lieu: fc.nat({ max: 1 }),
      lignes: fc.array(
        fc.record({ produit: fc.nat({ max: 2 }), quantite: fc.integer({ min: 1, max: 6 }) }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: VENTES, selector: ({ vente }) => vente },
  );
  const etape = fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('lot' as const), demandes: enLot }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('annuler' as const), vente: rang }) },
  );
  let essai = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(etape, { minLength: 1, maxLength: 6 }), async (etapes) => {
      essai += 1;
      const produits = [0, 1, 2].map((produit) => 1_000 + essai * 10 + produit);
      const univers = [
        [1, 2],
        [3, 4],
      ].map((lieux) => ({ lieux, ventes: Array.from({ length: VENTES }, () => randomUUID()) }));
      const [groupe, unParUn] = [univers[0]!, univers[1]!];
      // The last product is held by one of the two places only.
      const niveau = (lieu: number, produit: number): [number, number, number] => [
        lieu,
        produit,
        12,
      ];
      for (const { lieux } of univers) {
        await banc.ouvrir(
          ...lieux.flatMap((lieu) => produits.slice(0, 2).map((produit) => niveau(lieu, produit))),
          niveau(lieux[0]!, produits[2]!),
        );
      }
      for (const pas of etapes) {
        if (pas.type === 'annuler') {
          for (const { ventes } of univers)
            await banc.reservations.annuler(ventes[pas.vente]!, 't');
          continue;
        }
        const dans = ({ lieux, ventes }: (typeof univers)[number]) =>
          pas.demandes.map(({ vente, lieu, lignes }) =>
            demande(
              lieux[lieu]!,
              lignes.map(({ produit, quantite }) => ({ produitId: produits[produit]!, quantite })),
              ventes[vente],
            ),
          );
        const { verdicts } = await banc.reservations.reserverLot(dans(groupe));
        const attendus = [];
        for (const seule of dans(unParUn)) {
          const { niveaux: _, ...verdict } = await banc.reservations.reserver(seule, 'test');
          attendus.push(verdict);
        }
        expect(verdicts).toEqual(attendus);
      }
      expect(await bilan(groupe.lieux, produits, groupe.ventes)).toEqual(
        await bilan(unParUn.lieux, produits, unParUn.ventes),
      );
    }),
    { numRuns: 60 },
  );
  expect(await banc.ecarts()).toEqual([]);
});
