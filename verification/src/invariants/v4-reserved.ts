import type { CheckContext } from '../invariant.ts';
import type { Tally } from '../result.ts';

/** What is reserved is that of the reservations that stand: one statement, hence one moment. */
export async function checkReserved({ db }: CheckContext, tally: Tally): Promise<void> {
  const rows = await db.stock.query<{
    magasin: number;
    produit: number;
    held: string;
    level: string;
  }>(
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
