import { SUBGRAPHS } from '@caisse/subgraph-kit';

import type { CheckContext, Invariant } from '../invariant.ts';
import type { Tally } from '../result.ts';

/**
 * V8: every row that a request left says which request, and in which trace; the event of a sale carries
 * those of the sale. The schema says which tables have them: each column `request_id` or `trace_id`.
 */
export const v8: Invariant = {
  id: 'V8',
  title: 'Business rows carry the request or the trace that made them',
  recent: false,
  acrossDatabases: false,
  async check({ db }, tally) {
    for (const name of SUBGRAPHS) await checkTables(db, name, tally);
    await checkEvents(db, tally);
  },
};

async function checkTables(
  db: CheckContext['db'],
  name: (typeof SUBGRAPHS)[number],
  tally: Tally,
): Promise<void> {
  const tables = await db[name].query<{ table: string; columns: string[]; key: string }>(
    `SELECT c.relname AS table, array_agg(DISTINCT a.attname::text) AS columns, coalesce((
       SELECT string_agg(quote_ident(k.attname), $$ || '/' || $$ ORDER BY array_position(i.indkey::int2[], k.attnum))
       FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
       WHERE i.indrelid = c.oid AND i.indisprimary), 'ctid') AS key
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND a.attname IN ('request_id', 'trace_id') AND NOT a.attisdropped
     GROUP BY c.oid ORDER BY c.relname`,
  );
  for (const { table, columns, key } of tables) {
    const empty = columns.map((column) => `coalesce(btrim(${column}), '') = ''`).join(' OR ');
    const [count] = await db[name].query<{ count: string }>(
      `SELECT count(*) AS count FROM "${table}"`,
    );
    const rows = await db[name].query<{ key: string }>(
      `SELECT (${key})::text AS key FROM "${table}" WHERE ${empty} LIMIT 1000`,
    );
    for (const row of rows) {
      tally.differ({
        what: `a row of ${name}.${table} that no request or trace is known for`,
        ids: { key: row.key },
        expected: columns.join(' and '),
        found: 'empty',
      });
    }
    tally.compare(Number(count?.count));
  }
}

async function checkEvents({ vente }: CheckContext['db'], tally: Tally): Promise<void> {
  const rows = await vente.query<{ id: string; expected: object; found: object }>(
    `SELECT e.id, jsonb_build_object('requestId', p.request_id, 'traceId', p.trace_id) AS expected,
       jsonb_build_object('requestId', e.charge ->> 'requestId', 'traceId', e.trace_id) AS found
     FROM evenement e JOIN (
       SELECT id, request_id, trace_id FROM vente UNION ALL SELECT id, request_id, trace_id FROM annulation
     ) AS p USING (id)
     WHERE (e.charge ->> 'requestId', e.trace_id) IS DISTINCT FROM (p.request_id, p.trace_id) LIMIT 1000`,
  );
  for (const { id, expected, found } of rows) {
    tally.differ({
      what: 'an event that names another request or trace than its sale or return',
      ids: { evenementId: id },
      expected,
      found,
    });
  }
}
