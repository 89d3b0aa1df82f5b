import type { CheckContext, Invariant } from '../invariant.ts';
import { place } from '../marks.ts';
import type { Tally } from '../result.ts';
import { defineWalk } from '../walk.ts';
import { rows } from './v8-rows.ts';

/**
 * V8: every row that a request left says which request, and in which trace; the event of a sale carries
 * those of the sale. The schema says which tables have them: each column `request_id` or `trace_id`.
 */
export const v8: Invariant = {
  id: 'V8',
  title: 'Business rows carry the request or the trace that made them',
  acrossDatabases: false,
  walks: [
    rows,
    defineWalk({
      ...{ name: 'events', place },
      since: ({ marks }) => marks.events ?? null,
      async look({ db, marks }, from, size, tally) {
        const before = tally.found();
        const part = await readEvents(db.vente, from ?? { xid: '0', position: '0' }, size);
        tell(part.broken ?? [], tally);
        tally.compare(part.count);
        const { xid, position } = part;
        if (xid === null || position === null) return null;
        if (tally.found() === before) marks.events = { xid, position };
        return part.count === size ? { xid, position } : null;
      },
    }),
  ],
};

interface Broken {
  id: string;
  expected: object;
  found: object;
}

/** Events after a place, up to the first transaction that is still open: others may still appear after that. */
async function readEvents(
  vente: CheckContext['db']['vente'],
  { xid, position }: { xid: string; position: string },
  size: number,
) {
  const [part] = await vente.query<{
    count: number;
    xid: string | null;
    position: string | null;
    broken: Broken[] | null;
  }>(
    `WITH suite AS (
       SELECT id, xid, position, trace_id, charge ->> 'requestId' AS request_id FROM evenement
       WHERE (xid, position) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY xid, position LIMIT $3
     ), faites AS (
       SELECT id, request_id, trace_id FROM vente WHERE id IN (SELECT id FROM suite)
       UNION ALL SELECT id, request_id, trace_id FROM annulation WHERE id IN (SELECT id FROM suite))
     SELECT count(*)::int AS count,
       (array_agg(e.xid::text ORDER BY e.xid DESC, e.position DESC))[1] AS xid,
       (array_agg(e.position::text ORDER BY e.xid DESC, e.position DESC))[1] AS position,
       jsonb_agg(jsonb_build_object('id', e.id,
         'expected', jsonb_build_object('requestId', p.request_id, 'traceId', p.trace_id),
         'found', jsonb_build_object('requestId', e.request_id, 'traceId', e.trace_id)) ORDER BY e.position)
         FILTER (WHERE p.id IS NOT NULL AND (e.request_id, e.trace_id) IS DISTINCT FROM (p.request_id, p.trace_id))
         AS broken
     FROM suite e LEFT JOIN faites p USING (id)`,
    [xid, position, size],
  );
  return part ?? { count: 0, xid: null, position: null, broken: null };
}

function tell(broken: readonly Broken[], tally: Tally): void {
  for (const { id, expected, found } of broken) {
    tally.differ({
      what: 'an event that names another request or trace than its sale or return',
      ids: { evenementId: id },
      expected,
      found,
    });
  }
}
