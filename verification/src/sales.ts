import { z } from 'zod';

import type { CheckContext } from './invariant.ts';
import type { Tally } from './result.ts';
import { defineWalk, type Walk } from './walk.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const place = z.object({ cree_le: z.string(), id: z.string() });
const BEGINNING = { cree_le: '-infinity', id: NOBODY };

type Check = (context: CheckContext, ids: string[], tally: Tally) => Promise<void>;

/** The sales that have a receipt, the oldest first; of recent changes, also the older ones that were returned. */
export const bySales = (check: Check): Walk[] => [sold(check), returned(check)];

function sold(check: Check): Walk {
  return defineWalk({
    ...{ name: 'sales', place },
    since: (_context, since) => ({ cree_le: since.toISOString(), id: NOBODY }),
    async look(context, from, size, tally) {
      const { cree_le, id } = from ?? BEGINNING;
      const rows = await context.db.vente.query<z.infer<typeof place>>(
        `SELECT id, cree_le::text AS cree_le FROM vente
         WHERE numero IS NOT NULL AND (cree_le, id) > ($1::timestamptz, $2::uuid)
         ORDER BY cree_le, id LIMIT $3`,
        [cree_le, id, size],
      );
      return compare(context, rows, size, tally, check, (row) => row.id);
    },
  });
}

function returned(check: Check): Walk {
  return defineWalk({
    ...{ name: 'returned', whole: false, place: place.extend({ before: z.string() }) },
    since: (_context, since) => {
      const moment = since.toISOString();
      return { cree_le: moment, id: NOBODY, before: moment };
    },
    async look(context, from, size, tally) {
      if (!from) return null;
      const rows = await context.db.vente.query<z.infer<typeof place> & { vente: string }>(
        `SELECT a.id, a.cree_le::text AS cree_le, a.vente_id AS vente FROM annulation a
         JOIN vente v ON v.id = a.vente_id AND v.numero IS NOT NULL AND v.cree_le < $4
         WHERE a.cree_le >= $1 AND (a.cree_le, a.id) > ($1::timestamptz, $2::uuid)
         ORDER BY a.cree_le, a.id LIMIT $3`,
        [from.cree_le, from.id, size, from.before],
      );
      const next = await compare(context, rows, size, tally, check, ({ vente }) => vente);
      return next && { ...next, before: from.before };
    },
  });
}

async function compare<Row extends z.infer<typeof place>>(
  context: CheckContext,
  rows: readonly Row[],
  size: number,
  tally: Tally,
  check: Check,
  saleOf: (row: Row) => string,
): Promise<z.infer<typeof place> | null> {
  const ids = [...new Set(rows.map(saleOf))];
  if (ids.length > 0) await check(context, ids, tally);
  tally.compare(ids.length);
  const last = rows.at(-1);
  return last && rows.length === size ? { cree_le: last.cree_le, id: last.id } : null;
}
