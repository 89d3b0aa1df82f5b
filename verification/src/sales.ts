import type { ReadOnlyDatabase } from './databases.ts';

/** Sales looked at in one statement: large enough to be fast, small enough to show progress. */
const WINDOW = 5_000;
const FIRST = { cree_le: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/**
 * The ids of the sales that have a receipt, the oldest first, in windows.
 *
 * @param since only those paid for, or returned, since then
 */
export async function* soldWindows(
  vente: ReadOnlyDatabase,
  since: Date | undefined,
): AsyncGenerator<string[]> {
  if (since) yield* returnedWindows(vente, since);
  let last = since ? { ...FIRST, cree_le: since.toISOString() } : FIRST;
  for (;;) {
    const rows = await vente.query<{ id: string; cree_le: string }>(
      `SELECT id, cree_le::text AS cree_le FROM vente
       WHERE numero IS NOT NULL AND (cree_le, id) > ($1::timestamptz, $2::uuid)
       ORDER BY cree_le, id LIMIT ${WINDOW}`,
      [last.cree_le, last.id],
    );
    const end = rows.at(-1);
    if (!end) return;
    yield rows.map(({ id }) => id);
    last = end;
  }
}

async function* returnedWindows(vente: ReadOnlyDatabase, since: Date): AsyncGenerator<string[]> {
  const rows = await vente.query<{ id: string }>(
    `SELECT DISTINCT a.vente_id AS id FROM annulation a JOIN vente v ON v.id = a.vente_id
     WHERE a.cree_le >= $1 AND v.cree_le < $1`,
    [since],
  );
  for (let start = 0; start < rows.length; start += WINDOW) {
    yield rows.slice(start, start + WINDOW).map(({ id }) => id);
  }
}
