import type { ReadOnlyDatabase } from '../databases.ts';
import type { Tally } from '../result.ts';

/** A receipt of a till, with the place of its event in the log. */
export interface Head {
  sequence: string;
  position: string | null;
}

export const FIRST_RECEIPT: Head = { sequence: '0', position: null };

/** The next till that has sold something. */
export async function tillAfter(vente: ReadOnlyDatabase, till?: number): Promise<number | null> {
  const [row] = await vente.query<{ till: number | null }>(
    till === undefined
      ? `SELECT min(caisse_id) AS till FROM vente`
      : `SELECT min(caisse_id) AS till FROM vente WHERE caisse_id > $1`,
    till === undefined ? [] : [till],
  );
  return row?.till ?? null;
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
 * Goes through the next receipts of a till.
 *
 * @param after the last one that was looked at
 * @returns the last one that was looked at now; null when there was none after it
 */
export async function followTill(
  vente: ReadOnlyDatabase,
  till: number,
  after: Head,
  size: number,
  tally: Tally,
): Promise<Head | null> {
  const [part] = await vente.query<{ count: number; suspects: Suspect[] | null } & Head>(
    `WITH suite AS (
       SELECT v.id, v.sequence_recu AS sequence, v.numero, e.position,
         lag(v.sequence_recu, 1, $2::bigint) OVER w AS before,
         e.position < lag(e.position, 1, $3::bigint) OVER w AS late,
         format('%s-%s-%s', v.magasin_id, v.caisse_id,
           lpad(v.sequence_recu::text, greatest(6, length(v.sequence_recu::text)), '0')) AS wanted
       FROM (SELECT * FROM vente WHERE caisse_id = $1 AND sequence_recu > $2
             ORDER BY sequence_recu LIMIT $4) AS v
       LEFT JOIN evenement e ON e.id = v.id
       WINDOW w AS (ORDER BY v.sequence_recu))
     SELECT count(*)::int AS count, max(sequence)::text AS sequence,
       (array_agg(position ORDER BY sequence DESC))[1]::text AS position,
       jsonb_agg(jsonb_build_object('id', id, 'sequence', sequence::text, 'before', before::text, 'numero', numero,
         'wanted', wanted, 'gap', sequence <> before + 1, 'late', late) ORDER BY sequence)
         FILTER (WHERE sequence <> before + 1 OR late OR numero <> wanted) AS suspects
     FROM suite`,
    [till, after.sequence, after.position, size],
  );
  if (!part || part.count === 0) return null;
  for (const suspect of part.suspects ?? []) tell(till, suspect, tally);
  tally.compare(part.count);
  return { sequence: part.sequence, position: part.position };
}

function tell(till: number, suspect: Suspect, tally: Tally): void {
  const { id, sequence, before, numero, wanted, gap, late } = suspect;
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
