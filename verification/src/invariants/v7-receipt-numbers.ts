import { z } from 'zod';

import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { defineWalk, wholeAtOnce } from '../walk.ts';
import { FIRST, followTill, type Head, recentOf, tillAfter } from './v7-follow.ts';
import { NOTES, RECEIPTS, type Series } from './v7-series.ts';

/** Receipts of a till that a check of recent changes looks at, when none of them is known to be right. */
const RECENT = 500;

const head = z.object({ sequence: z.string(), position: z.string().nullable() });

/**
 * V7: the receipt numbers of a till are 1, 2, 3 … in the order in which the sales were concluded, and so are those of its
 * credit notes.
 *
 * That order is the one of positions in the log: a position is given while the till's counter is locked.
 */
export const v7: Invariant = {
  id: 'V7',
  title: 'Receipt and credit note numbers increase by one, till by till',
  acrossDatabases: false,
  walks: [RECEIPTS, NOTES].flatMap((series) => [
    wholeAtOnce(`counters of ${series.name}`, true, (context, tally) =>
      checkCounters(context, series, tally),
    ),
    defineWalk({
      ...{ name: series.name, place: z.object({ till: z.number().int(), head: head.nullable() }) },
      since: () => ({ till: 0, head: null }),
      async look(context, from, size, tally) {
        const recent = from !== null && from.till === 0;
        if (recent) return lookAtNew(context, series, size, tally);
        const { vente } = context.db;
        const till = from?.head ? from.till : await tillAfter(vente, series, from?.till);
        if (till === null) return null;
        const start = from?.head ?? FIRST;
        return { till, head: await followTill(vente, series, till, start, size, tally) };
      },
    }),
  ]),
};

/** What each till gave a number after the one that was seen to be right. */
async function lookAtNew(
  { db: { vente }, marks }: CheckContext,
  series: Series,
  size: number,
  tally: Tally,
): Promise<null> {
  const next = (till?: number) => tillAfter(vente, series, till);
  for (let till = await next(); till !== null; till = await next(till)) {
    const name = `${series.name} ${till}`;
    const start = marks.receipts?.[name] ?? (await recentOf(vente, series, till, RECENT));
    const before = tally.found();
    for (let at: Head | null = start; at;) {
      const seen: Head = at;
      at = await followTill(vente, series, till, seen, size, tally);
      if (at && tally.found() === before) marks.receipts = { ...marks.receipts, [name]: at };
    }
  }
  return null;
}

async function checkCounters(
  { db: { vente } }: CheckContext,
  { table, sequence, counter, whatCounter, expectedNone }: Series,
  tally: Tally,
): Promise<void> {
  const tills = await vente.query<{ till: number; last: string | null; counter: string }>(
    `WITH RECURSIVE caisses AS (
       SELECT min(caisse_id) AS caisse_id FROM ${table}
       UNION ALL
       SELECT (SELECT min(v.caisse_id) FROM ${table} v WHERE v.caisse_id > c.caisse_id)
       FROM caisses c WHERE c.caisse_id IS NOT NULL
     )
     SELECT caisse_id AS till, coalesce(dernier, 0)::text AS counter,
       (SELECT max(v.${sequence}) FROM ${table} v WHERE v.caisse_id = t.caisse_id)::text AS last
     FROM (SELECT * FROM caisses WHERE caisse_id IS NOT NULL) AS t FULL JOIN ${counter} USING (caisse_id)
     ORDER BY 1`,
  );
  for (const till of tills) {
    if (till.last === till.counter) continue;
    tally.differ({
      what: whatCounter,
      ids: { caisseId: till.till },
      expected: till.last ?? expectedNone,
      found: till.counter,
    });
  }
}
