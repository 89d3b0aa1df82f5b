import { setTimeout as delay } from 'node:timers/promises';

import type { ReadOnlyDatabase } from '../databases.ts';
import type { Ledger } from '../marks.ts';
import type { Tally } from '../result.ts';

const SETTLES_IN_MS = 10_000;

/**
 * The last movement before which none can still appear: numbers are given before transactions commit, in another
 * order, so those that were open when it was read must have ended.
 */
export async function settledUpTo(stock: ReadOnlyDatabase): Promise<number> {
  const [seen] = await stock.query<{ last: string; xmax: string }>(
    `SELECT (SELECT coalesce(max(id), 0) FROM mouvement)::text AS last,
       pg_snapshot_xmax(pg_current_snapshot())::text AS xmax`,
  );
  const end = performance.now() + SETTLES_IN_MS;
  for (;;) {
    const [row] = await stock.query<{ settled: boolean }>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS settled`,
      [seen?.xmax],
    );
    if (row?.settled) return Number(seen?.last);
    if (performance.now() > end) {
      throw new Error(
        'A transaction that writes has been open for too long: the ledger is not read',
      );
    }
    await delay(50);
  }
}

interface Sum {
  magasin: number;
  produit: number;
  disponible: number;
  reserve: number;
}

const SUMS = `SELECT magasin_id AS magasin, produit_id AS produit, sum(delta_disponible)::float8 AS disponible,
  sum(delta_reserve)::float8 AS reserve FROM mouvement`;

/** Adds the movements after those of some sums, up to one of them. */
export async function sumMovements(
  stock: ReadOnlyDatabase,
  { upTo, sums }: Ledger,
  to: number,
): Promise<Ledger> {
  const added = await stock.query<Sum>(`${SUMS} WHERE id > $1 AND id <= $2 GROUP BY 1, 2`, [
    upTo,
    to,
  ]);
  return { upTo: to, sums: [...add(sums, added).values()] };
}

type Sums = Map<string, Ledger['sums'][number]>;

const keyOf = (magasin: number, produit: number) => `${magasin}:${produit}`;

function add(sums: Ledger['sums'], added: readonly Sum[]): Sums {
  const all: Sums = new Map(sums.map((row) => [keyOf(row[0], row[1]), row]));
  for (const { magasin, produit, disponible, reserve } of added) {
    const key = keyOf(magasin, produit);
    const [, , before = 0, held = 0] = all.get(key) ?? [];
    all.set(key, [magasin, produit, before + disponible, held + reserve]);
  }
  return all;
}

/** Compares all levels with the sums, and with the movements after these that are committed by now. */
export async function compareLevels(
  stock: ReadOnlyDatabase,
  { upTo, sums }: Ledger,
  tally: Tally,
): Promise<void> {
  const { later, levels } = await stock.snapshot(async () => ({
    later: await stock.query<Sum>(`${SUMS} WHERE id > $1 GROUP BY 1, 2`, [upTo]),
    levels: await stock.query<Sum>(
      `SELECT magasin_id AS magasin, produit_id AS produit, disponible, reserve FROM stock`,
    ),
  }));
  const expected = add(sums, later);
  for (const { magasin, produit, disponible, reserve } of levels) {
    const key = keyOf(magasin, produit);
    const [, , available = 0, held = 0] = expected.get(key) ?? [];
    expected.delete(key);
    const same = available === disponible && held === reserve;
    if (same && disponible >= 0 && reserve >= 0) continue;
    differ(tally, magasin, produit, [available, held], { disponible, reserve });
  }
  for (const [magasin, produit, available, held] of expected.values()) {
    differ(tally, magasin, produit, [available, held], 'no row of stock');
  }
  tally.compare(levels.length);
}

function differ(
  tally: Tally,
  magasinId: number,
  produitId: number,
  [disponible, reserve]: [number, number],
  found: unknown,
): void {
  tally.differ({
    what: 'a level that is not the sum of its movements, or is below zero',
    ids: { magasinId, produitId },
    expected: { disponible, reserve },
    found,
  });
}
