import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';

/** Receipts of each till that a check of recent changes looks at. */
const RECENT = 500;

/**
 * V7: the receipt numbers of a till are 1, 2, 3 … in the order in which the sales were concluded.
 *
 * That order is the one of positions in the log: a position is given while the till's counter is locked.
 */
export const v7: Invariant = {
  id: 'V7',
  title: 'Receipt numbers increase by one, till by till',
  recent: true,
  acrossDatabases: false,
  check: ({ db, since }, tally) =>
    db.vente.snapshot(async () => {
      const tills = await db.vente.query<{ till: number; last: string | null; counter: string }>(
        `WITH RECURSIVE caisses AS (
           SELECT min(caisse_id) AS caisse_id FROM vente
           UNION ALL
           SELECT (SELECT min(v.caisse_id) FROM vente v WHERE v.caisse_id > c.caisse_id)
           FROM caisses c WHERE c.caisse_id IS NOT NULL
         )
         SELECT caisse_id AS till, coalesce(dernier, 0)::text AS counter,
           (SELECT max(v.sequence_recu) FROM vente v WHERE v.caisse_id = t.caisse_id)::text AS last
         FROM (SELECT * FROM caisses WHERE caisse_id IS NOT NULL) AS t FULL JOIN compteur_recu USING (caisse_id)
         ORDER BY 1`,
      );
      for (const { till, last, counter } of tills) {
        if (last !== counter) {
          tally.differ({
            what: 'a counter that is not the last receipt of its till',
            ids: { caisseId: till },
            expected: last ?? 'no receipt',
            found: counter,
          });
        }
        const after = since ? Math.max(0, Number(last) - RECENT) : 0;
        await checkTill(db.vente, till, after, tally);
      }
    }),
};

async function checkTill(
  vente: CheckContext['db']['vente'],
  till: number,
  after: number,
  tally: Tally,
): Promise<void> {
  const [count] = await vente.query<{ count: string }>(
    `SELECT count(*) AS count FROM vente WHERE caisse_id = $1 AND sequence_recu > $2`,
    [till, after],
  );
  const rows = await vente.query<{
    id: string;
    sequence: string;
    before: string;
    numero: string;
    wanted: string;
    late: boolean | null;
  }>(
    `SELECT * FROM (
       SELECT v.id, v.sequence_recu::text AS sequence, v.numero,
         lag(v.sequence_recu, 1, $2::bigint) OVER suite AS before,
         e.position < lag(e.position) OVER suite AS late,
         format('%s-%s-%s', v.magasin_id, v.caisse_id,
           lpad(v.sequence_recu::text, greatest(6, length(v.sequence_recu::text)), '0')) AS wanted
       FROM vente v LEFT JOIN evenement e ON e.id = v.id
       WHERE v.caisse_id = $1 AND v.sequence_recu > $2
       WINDOW suite AS (ORDER BY v.sequence_recu)
     ) AS s
     WHERE s.sequence::bigint <> s.before + 1 OR s.late OR s.numero <> s.wanted`,
    [till, after],
  );
  for (const { id, sequence, before, numero, wanted, late } of rows) {
    const gap = Number(sequence) !== Number(before) + 1;
    const what = gap
      ? 'a gap in the receipt numbers'
      : late
        ? 'a receipt number given before the one it follows'
        : 'a receipt number that is not written as it must be';
    tally.differ({
      what,
      ids: { caisseId: till, venteId: id },
      expected: gap ? Number(before) + 1 : wanted,
      found: gap ? Number(sequence) : numero,
    });
  }
  tally.compare(Number(count?.count));
}
