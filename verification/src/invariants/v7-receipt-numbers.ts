import { z } from 'zod';

import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { defineWalk, wholeAtOnce } from '../walk.ts';
import { FIRST_RECEIPT, type Head, followTill, tillAfter } from './v7-follow.ts';

/** Receipts of a till that a check of recent changes looks at, when none of them is known to be right. */
const RECENT = 500;

const head = z.object({ sequence: z.string(), position: z.string().nullable() });

/**
 * V7: the receipt numbers of a till are 1, 2, 3 … in the order in which the sales were concluded.
 *
 * That order is the one of positions in the log: a position is given while the till's counter is locked.
 */
export const v7: Invariant = {
  id: 'V7',
  title: 'Receipt numbers increase by one, till by till',
  acrossDatabases: false,
  walks: [
    wholeAtOnce('counters', true, checkCounters),
    defineWalk({
      ...{ name: 'tills', place: z.object({ till: z.number().int(), head: head.nullable() }) },
      since: () => ({ till: 0, head: null }),
      async look(context, from, size, tally) {
        const recent = from !== null && from.till === 0;
        if (recent) return lookAtNew(context, size, tally);
        const till = from?.head ? from.till : await tillAfter(context.db.vente, from?.till);
        if (till === null) return null;
        const last = await followTill(
          context.db.vente,
          till,
          from?.head ?? FIRST_RECEIPT,
          size,
          tally,
        );
        return { till, head: last };
      },
    }),
  ],
};

/** What each till sold after the receipt that was seen to be right. */
async function lookAtNew({ db: { vente }, marks }: CheckContext, size: number, tally: Tally) {
  for (let till = await tillAfter(vente); till !== null; till = await tillAfter(vente, till)) {
    const start = marks.receipts?.[till] ?? (await recentOf(vente, till));
    const before = tally.found();
    for (let at: Head | null = start; at;) {
      const seen: Head = at;
      at = await followTill(vente, till, seen, size, tally);
      if (at && tally.found() === before) marks.receipts = { ...marks.receipts, [till]: at };
    }
  }
  return null;
}

async function recentOf(vente: CheckContext['db']['vente'], till: number): Promise<Head> {
  const [row] = await vente.query<Head>(
    `SELECT v.sequence_recu::text AS sequence, e.position::text AS position
     FROM vente v LEFT JOIN evenement e ON e.id = v.id WHERE v.caisse_id = $1 AND v.sequence_recu = (
       SELECT max(w.sequence_recu) - ${RECENT} FROM vente w WHERE w.caisse_id = $1)`,
    [till],
  );
  return row ?? FIRST_RECEIPT;
}

async function checkCounters({ db: { vente } }: CheckContext, tally: Tally): Promise<void> {
  const tills = await vente.query<{ till: number; last: string | null; counter: string }>(
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
    if (last === counter) continue;
    tally.differ({
      what: 'a counter that is not the last receipt of its till',
      ids: { caisseId: till },
      expected: last ?? 'no receipt',
      found: counter,
    });
  }
}
