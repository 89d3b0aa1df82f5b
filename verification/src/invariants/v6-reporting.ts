import { z } from 'zod';

import { cursorOf, eventsAfter, type Place } from '../cursor.ts';
import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { defineWalk } from '../walk.ts';
import { PROJECTIONS, type Projection } from './v6-projections.ts';

const day = z.string().regex(/^-?\d{4,}-\d\d-\d\d$/);

/**
 * V6: reporting equals the sales less the returns, per store, till and day, and also per hour and product.
 *
 * What is compared are the receipts and credit notes themselves, not what their events say. Those whose
 * event reporting has not read yet are left out, and their number is told.
 */
export const v6: Invariant = {
  id: 'V6',
  title: 'Reporting equals the sales less the returns',
  acrossDatabases: true,
  walks: [
    defineWalk({
      // Days: the sums of products are many.
      ...{ name: 'days', size: 14, place: day },
      since: async ({ db }, since) => {
        const [row] = await db.vente.query<{ day: string }>(
          `SELECT ($1::timestamptz AT TIME ZONE 'America/Toronto')::date::text AS day`,
          [since],
        );
        return row?.day ?? null;
      },
      look: ({ db }, from, size, tally) =>
        db.reporting.snapshot(async () => {
          // First: whatever reporting has counted is then visible in vente.
          const read = await cursorOf(db, 'reporting');
          return db.vente.snapshot(async () => {
            const behind = await eventsAfter(db, read);
            if (behind > 0) tally.note('lag', `reporting has ${behind} events still to read`);
            const period = await nextPeriod(db, from, size);
            if (!period) return null;
            for (const projection of PROJECTIONS) {
              await compareProjection(db, projection, period, read, tally);
            }
            return period.after;
          });
        }),
    }),
  ],
};

interface Period {
  from: string;
  to: string;
  /** The day after the last one. */
  after: string;
}

/** Some days from the next one on that anybody knows of: a day that one counts and the others do not is wrong as well. */
async function nextPeriod(
  { reporting, vente }: CheckContext['db'],
  from: string | null,
  days: number,
): Promise<Period | null> {
  const first = PROJECTIONS.map(
    ({ table }) => `(SELECT min(jour) FROM ${table} WHERE jour >= $1::date)`,
  );
  const start = from ?? '-infinity';
  const [counted] = await reporting.query<{ day: string | null }>(
    `SELECT least(${first.join(', ')})::text AS day`,
    [start],
  );
  const [period] = await vente.query<Period>(
    `WITH debut AS (
       SELECT least($2::date,
         (SELECT jour FROM vente WHERE numero IS NOT NULL AND cree_le >= $1::date - 1 AND jour >= $1::date
          ORDER BY cree_le LIMIT 1),
         (SELECT jour FROM annulation WHERE etat = 'VALIDEE' AND cree_le >= $1::date - 1 AND jour >= $1::date
          ORDER BY cree_le LIMIT 1)) AS jour)
     SELECT jour::text AS from, (jour + $3::int - 1)::text AS to, (jour + $3::int)::text AS after
     FROM debut WHERE jour IS NOT NULL`,
    [start, counted?.day ?? null, days],
  );
  return period ?? null;
}

interface Row {
  key: Record<string, string | number>;
  sums: Record<string, string>;
}

async function compareProjection(
  { reporting, vente }: CheckContext['db'],
  { table, reported, counted }: Projection,
  { from, to }: Period,
  { xid, position }: Place,
  tally: Tally,
): Promise<void> {
  const found = byKey(await reporting.query<Row>(reported, [from, to]));
  const expected = byKey(await vente.query<Row>(counted, [from, to, xid, position]));
  for (const [text, row] of expected) {
    const same = found.get(text);
    found.delete(text);
    if (JSON.stringify(same?.sums) === JSON.stringify(row.sums)) continue;
    tally.differ({
      what: `${table} differs from the receipts and the credit notes`,
      ids: row.key,
      expected: row.sums,
      found: same?.sums ?? 'no row',
    });
  }
  for (const row of found.values()) {
    tally.differ({
      what: `${table} counts what was never sold`,
      ids: row.key,
      expected: 'no row',
      found: row.sums,
    });
  }
  tally.compare(expected.size);
}

function byKey(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [JSON.stringify(row.key), row]));
}
