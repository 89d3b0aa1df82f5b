import { cursorOf, eventsAfter, type Place } from '../cursor.ts';
import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';
import { PROJECTIONS, type Projection } from './v6-projections.ts';

/** Days compared at a time: the sums of products are many. */
const DAYS = 14;

/**
 * V6: reporting equals the sales less the returns, per store, till and day, and also per hour and product.
 *
 * What is compared are the receipts and credit notes themselves, not what their events say. Those whose
 * event reporting has not read yet are left out, and their number is told.
 */
export const v6: Invariant = {
  id: 'V6',
  title: 'Reporting equals the sales less the returns',
  recent: true,
  acrossDatabases: true,
  check: ({ db, since }, tally) =>
    db.reporting.snapshot(async () => {
      // First: whatever reporting has counted is then visible in vente.
      const read = await cursorOf(db, 'reporting');
      await db.vente.snapshot(async () => {
        const behind = await eventsAfter(db, read);
        if (behind > 0) tally.note(`reporting has ${behind} events still to read`);
        for (const period of await periods(db, since)) {
          for (const projection of PROJECTIONS) {
            await compareProjection(db, projection, period, read, tally);
          }
        }
      });
    }),
};

interface Period {
  from: string;
  to: string;
}

/** The business days that anybody knows of, in slices. */
async function periods(
  { reporting, vente }: CheckContext['db'],
  since: Date | undefined,
): Promise<Period[]> {
  const days = new Set<string>();
  const from = since
    ? `jour >= ($1::timestamptz AT TIME ZONE 'America/Toronto')::date`
    : `$1::timestamptz IS NULL`;
  // Each of them: a day that one counts and the others do not know is wrong as well.
  const known = PROJECTIONS.map(
    ({ table }) => `SELECT jour::text AS day FROM ${table} WHERE ${from}`,
  ).join(' UNION ');
  const sold = since
    ? `SELECT (generate_series($1::timestamptz AT TIME ZONE 'America/Toronto',
         now() AT TIME ZONE 'America/Toronto', '12 hours'))::date::text AS day`
    : `SELECT DISTINCT jour::text AS day FROM vente WHERE numero IS NOT NULL AND $1::timestamptz IS NULL
       UNION SELECT DISTINCT jour::text FROM annulation WHERE etat = 'VALIDEE'`;
  for (const rows of [
    await reporting.query<{ day: string }>(known, [since ?? null]),
    await vente.query<{ day: string }>(sold, [since ?? null]),
  ]) {
    for (const { day } of rows) days.add(day);
  }
  const ordered = [...days].sort();
  const slices: Period[] = [];
  for (let start = 0; start < ordered.length; start += DAYS) {
    const slice = ordered.slice(start, start + DAYS);
    slices.push({ from: slice[0] as string, to: slice.at(-1) as string });
  }
  return slices;
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
