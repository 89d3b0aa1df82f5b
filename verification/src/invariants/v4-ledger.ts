import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';

/**
 * V4: per product and store, the ledger adds up to what is available and to what is reserved; what is
 * reserved is that of the reservations that stand; a transfer takes away as much as it brings.
 */
export const v4: Invariant = {
  id: 'V4',
  title: 'The ledger adds up to the levels, transfers to zero',
  // The sums are of the whole ledger.
  recent: false,
  acrossDatabases: false,
  check: ({ db }, tally) =>
    db.stock.snapshot(async () => {
      await checkLevels(db.stock, tally);
      await checkReserved(db.stock, tally);
      await checkTransfers(db.stock, tally);
    }),
};

type Stock = CheckContext['db']['stock'];

async function checkLevels(stock: Stock, tally: Tally): Promise<void> {
  const [count] = await stock.query<{ count: string }>(`SELECT count(*) AS count FROM stock`);
  const rows = await stock.query<{
    magasin: number;
    produit: number;
    ledger: object;
    level: object | null;
  }>(
    `SELECT magasin_id AS magasin, produit_id AS produit,
       jsonb_build_object('disponible', coalesce(m.disponible, 0), 'reserve', coalesce(m.reserve, 0)) AS ledger,
       CASE WHEN s.disponible IS NOT NULL
         THEN jsonb_build_object('disponible', s.disponible, 'reserve', s.reserve) END AS level
     FROM (SELECT magasin_id, produit_id, sum(delta_disponible) AS disponible, sum(delta_reserve) AS reserve
           FROM mouvement GROUP BY 1, 2) AS m
     FULL JOIN stock s USING (magasin_id, produit_id)
     WHERE coalesce(m.disponible, 0) IS DISTINCT FROM s.disponible
        OR coalesce(m.reserve, 0) IS DISTINCT FROM s.reserve
        OR s.disponible < 0 OR s.reserve < 0
     ORDER BY 1, 2`,
  );
  for (const { magasin, produit, ledger, level } of rows) {
    tally.differ({
      what: 'a level that is not the sum of its movements, or is below zero',
      ids: { magasinId: magasin, produitId: produit },
      expected: ledger,
      found: level ?? 'no row of stock',
    });
  }
  tally.compare(Number(count?.count));
}

async function checkReserved(stock: Stock, tally: Tally): Promise<void> {
  const rows = await stock.query<{ magasin: number; produit: number; held: string; level: string }>(
    `SELECT magasin_id AS magasin, produit_id AS produit,
       coalesce(r.reserve, 0)::text AS held, coalesce(s.reserve, 0)::text AS level
     FROM (SELECT m.magasin_id, m.produit_id, sum(m.delta_reserve) AS reserve
           FROM reservation r JOIN mouvement m ON m.vente_id = r.vente_id AND m.type = 'RESERVATION'
           WHERE r.etat = 'RESERVEE' GROUP BY 1, 2) AS r
     FULL JOIN (SELECT * FROM stock WHERE reserve <> 0) AS s USING (magasin_id, produit_id)
     WHERE coalesce(r.reserve, 0) <> coalesce(s.reserve, 0)
     ORDER BY 1, 2`,
  );
  for (const { magasin, produit, held, level } of rows) {
    tally.differ({
      what: 'goods reserved that are not those of the reservations that stand',
      ids: { magasinId: magasin, produitId: produit },
      expected: held,
      found: level,
    });
  }
}

async function checkTransfers(stock: Stock, tally: Tally): Promise<void> {
  const [count] = await stock.query<{ count: string }>(`SELECT count(*) AS count FROM transfert`);
  const rows = await stock.query<{
    transfert: string;
    produit: number;
    expected: object;
    found: object;
  }>(
    `SELECT transfert_id AS transfert, produit_id AS produit,
       jsonb_build_object('out', -coalesce(l.quantite, 0), 'in', coalesce(l.quantite, 0)) AS expected,
       jsonb_build_object('out', coalesce(m.sortie, 0), 'in', coalesce(m.entree, 0)) AS found
     FROM (SELECT transfert_id, produit_id,
             sum(delta_disponible) FILTER (WHERE type = 'TRANSFERT_SORTIE') AS sortie,
             sum(delta_disponible) FILTER (WHERE type = 'TRANSFERT_ENTREE') AS entree
           FROM mouvement WHERE transfert_id IS NOT NULL GROUP BY 1, 2) AS m
     FULL JOIN (SELECT l.*, t.statut FROM transfert_ligne l JOIN transfert t ON t.id = l.transfert_id
                WHERE t.statut = 'RECU') AS l USING (transfert_id, produit_id)
     WHERE coalesce(m.sortie, 0) + coalesce(m.entree, 0) <> 0
        OR coalesce(m.entree, 0) <> coalesce(l.quantite, 0)
     ORDER BY 1, 2`,
  );
  for (const { transfert, produit, expected, found } of rows) {
    tally.differ({
      what: 'a transfer whose movements are not its lines, or do not add up to zero',
      ids: { transfertId: transfert, produitId: produit },
      expected,
      found,
    });
  }
  tally.compare(Number(count?.count));
}
