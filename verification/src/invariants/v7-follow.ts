import type { ReadOnlyDatabase } from '../databases.ts';
import type { Tally } from '../result.ts';
import type { Series } from './v7-series.ts';

/** A receipt or a credit note of a till, with the place of its event in the log. */
export interface Head {
  sequence: string;
  position: string | null;
}

export const FIRST: Head = { sequence: '0', position: null };

/** The next till that gave a number. */
export async function tillAfter(
  vente: ReadOnlyDatabase,
  { table }: Series,
  till = 0,
): Promise<number | null> {
  const [row] = await vente.query<{ till: number | null }>(
    `SELECT min(caisse_id) AS till FROM ${table} WHERE caisse_id > $1`,
    [till],
  );
  return row?.till ?? null;
}

/** So many numbers before the last one of a till. */
export async function recentOf(
  vente: ReadOnlyDatabase,
  { table, sequence }: Series,
  till: number,
  many: number,
): Promise<Head> {
  const [row] = await vente.query<Head>(
    `SELECT v.${sequence}::text AS sequence, e.position::text AS position
     FROM ${table} v LEFT JOIN evenement e ON e.id = v.id WHERE v.caisse_id = $1 AND v.${sequence} = (
       SELECT max(w.${sequence}) - $2::int FROM ${table} w WHERE w.caisse_id = $1)`,
    [till, many],
  );
  return row ?? FIRST;
}

interface Suspect {
  id: string;
  sequence: string;
  before: string;
  numero: string;
  wanted: string;
  gap: boolean;
  late: boolean | null;
}

/**
 * Goes through the next numbers of a till.
 *
 * @param after the last one that was looked at
 * @returns the last one that was looked at now; null when there was none after it
 */
export async function followTill(
  vente: ReadOnlyDatabase,
  series: Series,
  till: number,
  after: Head,
  size: number,
  tally: Tally,
): Promise<Head | null> {
  const [part] = await vente.query<{ count: number; suspects: Suspect[] | null } & Head>(
    `WITH suite AS (
       SELECT v.*, e.position, lag(v.sequence, 1, $2::bigint) OVER w AS before,
         e.position < lag(e.position, 1, $3::bigint) OVER w AS late
       FROM (${series.rows}) AS v
       LEFT JOIN evenement e ON e.id = v.id
       WINDOW w AS (ORDER BY v.sequence))
     SELECT count(*)::int AS count, max(sequence)::text AS sequence,
       (array_agg(position ORDER BY sequence DESC))[1]::text AS position,
       jsonb_agg(jsonb_build_object('id', id, 'sequence', sequence::text, 'before', before::text, 'numero', numero,
         'wanted', wanted, 'gap', sequence <> before + 1, 'late', late) ORDER BY sequence)
         FILTER (WHERE sequence <> before + 1 OR late OR numero <> wanted) AS suspects
     FROM suite`,
    [till, after.sequence, after.position, size],
  );
  if (!part || part.count === 0) return null;
  for (const suspect of part.suspects ?? []) tell(series, till, suspect, tally);
  tally.compare(part.count);
  return { sequence: part.sequence, position: part.position };
}

function tell({ key, called }: Series, till: number, suspect: Suspect, tally: Tally): void {
  const { id, sequence, before, numero, wanted, gap, late } = suspect;
  const what = gap
    ? `a gap in the ${called} numbers`
    : late
      ? `a ${called} number given before the one it follows`
      : `a ${called} number that is not written as it must be`;
  tally.differ({
    what,
    ids: { caisseId: till, [key]: id },
    expected: gap ? Number(before) + 1 : wanted,
    found: gap ? Number(sequence) : numero,
  });
}
