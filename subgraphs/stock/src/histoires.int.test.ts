import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;

beforeAll(async () => {
  banc = await creerBanc();
});

afterAll(() => banc.fermer());

/** Places that hold the products from the beginning; those after them are opened on the way, if at all. */
const OUVERTS = [1, 2];
const LIEUX = [...OUVERTS, 3, 4];
const QUANTITE = 20;

const lieu = fc.constantFrom(...LIEUX);
const vers = lieu;
// Few keys, so that replays, conflicts, tombstones and events that come twice happen.
const cle = fc.nat({ max: 5 });
const ligne = fc.record({ produit: fc.nat({ max: 1 }), quantite: fc.integer({ min: 1, max: 8 }) });
const lignes = fc.array(ligne, { minLength: 1, maxLength: 3 });
const vente = fc.record({ cle, lieu, lignes });
const operation = fc.oneof(
  fc.record({ type: fc.constant('reserver' as const), ventes: fc.array(vente, { minLength: 1 }) }),
  fc.record({ type: fc.constant('annuler' as const), cle }),
  fc.record({ type: fc.constant('confirmer' as const), cle }),
  fc.record({ type: fc.constant('retourner' as const), cle, lieu, lignes }),
  fc.record({ type: fc.constant('recevoir' as const), lieu, ligne }),
  fc.record({ type: fc.constant('transferer' as const), cle, lieu, vers, lignes }),
);
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

test('no history of operations, repeated or not, parts the levels from the ledger', async () => {
  let essai = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 1, maxLength: 15, size: 'max' }),
      async (histoire) => {
        // Each history has products and keys of its own, so that it can be shortened and told again.
        essai += 1;
        const produits = [essai * 10, essai * 10 + 1];
        const cles = Array.from({ length: 6 }, () => randomUUID());
        await banc.ouvrir(
          ...OUVERTS.flatMap((l) =>
            produits.map((p): [number, number, number] => [l, p, QUANTITE]),
          ),
        );
        for (const pas of histoire) {
          // Twice at once: what happens when a client loses an answer.
          await Promise.all([faire(pas, cles, produits), faire(pas, cles, produits)]);
        }
        await verifier(produits);
      },
    ),
    { numRuns: 40 },
  );
  expect(await banc.ecarts()).toEqual([]);
  const { registry } = banc.stock.metrics;
  expect(await registry.getSingleMetricAsString('stock_lots_defaits_total')).toMatch(/ 0$/m);
  expect(await banc.envoyees('reservation.reserverLot')).toBeGreaterThan(0);
});

/** Carries out one step, with the keys and products of its history. */
async function faire(pas: Operation, cles: string[], produits: number[]): Promise<unknown> {
  const reelles = (demandees: { produit: number; quantite: number }[]) =>
    demandees.map(({ produit, quantite }) => ({ produitId: produits[produit]!, quantite }));
  switch (pas.type) {
    case 'reserver':
      // All at once: sales of the same products go to the database in lots.
      return Promise.all(
        pas.ventes.map((v) =>
          tolerer(() => banc.reserver(cles[v.cle]!, v.lieu, reelles(v.lignes))),
        ),
      );
    case 'annuler':
      return banc.annuler(cles[pas.cle]!);
    case 'confirmer':
      return confirmer(cles[pas.cle]!);
    case 'retourner': {
      const id = cles[pas.cle]!;
      return tolerer(() => banc.retourner(id, id, pas.lieu, reelles(pas.lignes)));
    }
    case 'recevoir': {
      const [recue] = reelles([pas.ligne]);
      // Goods reach a place once; the second delivery of the same is refused whole.
      return enFile(() => banc.ouvrir([pas.lieu, recue!.produitId, recue!.quantite]));
    }
    case 'transferer':
      return banc.transferer(cles[pas.cle]!, pas.lieu, pas.vers, reelles(pas.lignes));
  }
}

let file = Promise.resolve();

/** One after the other: the bench has one connection of its own. */
function enFile(operation: () => Promise<unknown>): Promise<void> {
  file = file.then(() => tolerer(operation));
  return file;
}

/** What holds of the products of a history, whatever happened to them. */
async function verifier(produits: number[]): Promise<void> {
  const faux = await banc.database.query(
    `WITH registre AS (
       SELECT magasin_id, produit_id, sum(delta_disponible) AS disponible, sum(delta_reserve) AS reserve
       FROM mouvement WHERE produit_id = ANY ($1) GROUP BY 1, 2
     ), promis AS (
       SELECT m.magasin_id, m.produit_id, sum(m.delta_reserve) AS reserve
       FROM mouvement m JOIN reservation r USING (vente_id)
       WHERE m.type = 'RESERVATION' AND r.etat = 'RESERVEE' AND m.produit_id = ANY ($1) GROUP BY 1, 2
     )
     SELECT * FROM (SELECT * FROM stock WHERE produit_id = ANY ($1)) AS s
     FULL JOIN registre g USING (magasin_id, produit_id) LEFT JOIN promis p USING (magasin_id, produit_id)
     WHERE s.disponible < 0 OR (s.disponible, s.reserve) IS DISTINCT FROM (g.disponible, g.reserve)
       OR s.reserve IS DISTINCT FROM coalesce(p.reserve, 0)`,
    [produits],
  );
  expect(faux).toEqual([]);
  // Goods neither appear nor vanish: what came in, less what was sold and is not given back, is there.
  const [bilan] = await banc.database.query<{ present: string; attendu: string }>(
    `SELECT
       (SELECT sum(disponible) FROM stock WHERE produit_id = ANY ($1)) AS present,
       sum(m.delta_disponible) FILTER (WHERE m.type IN ('OUVERTURE', 'RETOUR')
         OR (m.type = 'RESERVATION' AND r.etat <> 'ANNULEE')) AS attendu
     FROM mouvement m LEFT JOIN reservation r USING (vente_id) WHERE m.produit_id = ANY ($1)`,
    [produits],
  );
  expect(bilan?.present).toBe(bilan?.attendu);
}

/** What the consumer of the sales log does with the event of a paid sale. */
async function confirmer(venteId: string): Promise<void> {
  const de = await banc.evenements.position();
  await banc.evenements.appliquer({ venteIds: [venteId], ecartes: [] }, de, randomUUID());
}

/** Other lines under a key in use are a caller's bug, which is an error and must change nothing. */
async function tolerer(operation: () => Promise<unknown>): Promise<void> {
  await operation().catch(() => undefined);
}
