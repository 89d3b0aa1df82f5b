import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { z } from 'zod';

import type { ReadOnlyDatabase } from '../databases.ts';
import { defineWalk } from '../walk.ts';

const place = z.object({
  base: z.enum(SUBGRAPHS),
  table: z.string(),
  /** The primary key of the last row that was looked at, as text; empty at the beginning of a table. */
  key: z.array(z.string()),
});

/** The rows of every table that says which request or trace made them, in the order of its primary key. */
export const rows = defineWalk({
  ...{ name: 'rows', place },
  async look({ db }, from, size, tally) {
    const at = from ?? { base: SUBGRAPHS[0], table: '', key: [] };
    const table = await tableAt(db[at.base], at.table, at.key.length === 0);
    if (!table) return nextBase(at.base);
    const { columns, keys } = table;
    const seen = await db[at.base].query<{ key: string[]; empty: boolean }>(
      sqlOf(table, at.table === table.name ? at.key.length : 0, size),
      at.table === table.name ? at.key : [],
    );
    for (const { key } of seen.filter(({ empty }) => empty)) {
      tally.differ({
        what: `a row of ${at.base}.${table.name} that no request or trace is known for`,
        ids: { key: key.join('/') },
        expected: columns.join(' and '),
        found: 'empty',
      });
    }
    tally.compare(seen.length);
    const whole = keys.length === 0 || seen.length < size;
    return { base: at.base, table: table.name, key: whole ? [] : (seen.at(-1)?.key ?? []) };
  },
});

interface Table {
  name: string;
  columns: string[];
  keys: { name: string; type: string }[];
}

/** @param after whether the table after that one is meant, or that one */
async function tableAt(
  database: ReadOnlyDatabase,
  name: string,
  after: boolean,
): Promise<Table | undefined> {
  const [table] = await database.query<Table>(
    `SELECT c.relname::text AS name, array_agg(DISTINCT a.attname::text) AS columns, coalesce((
       SELECT jsonb_agg(jsonb_build_object('name', quote_ident(k.attname), 'type', format_type(k.atttypid, k.atttypmod))
         ORDER BY array_position(i.indkey::int2[], k.attnum))
       FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
       WHERE i.indrelid = c.oid AND i.indisprimary), '[]') AS keys
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND a.attname IN ('request_id', 'trace_id') AND NOT a.attisdropped
       AND c.relname::text COLLATE "C" ${after ? '>' : '='} $1
     GROUP BY c.oid ORDER BY c.relname::text COLLATE "C" LIMIT 1`,
    [name],
  );
  return table;
}

function sqlOf({ name, columns, keys }: Table, given: number, size: number): string {
  const empty = columns.map((column) => `coalesce(btrim(${column}), '') = ''`).join(' OR ');
  if (keys.length === 0) {
    return `SELECT ARRAY[ctid::text] AS key, true AS empty FROM "${name}" WHERE ${empty} LIMIT 1000`;
  }
  const list = keys.map((key) => key.name).join(', ');
  const texts = keys.map((key) => `${key.name}::text`).join(', ');
  const after = keys.map(({ type }, rank) => `$${rank + 1}::${type}`).join(', ');
  const where = given === keys.length ? `WHERE (${list}) > (${after})` : '';
  return `SELECT ARRAY[${texts}] AS key, (${empty}) AS empty FROM "${name}" ${where}
    ORDER BY ${list} LIMIT ${size}`;
}

function nextBase(base: SubgraphName): z.infer<typeof place> | null {
  const next = SUBGRAPHS[SUBGRAPHS.indexOf(base) + 1];
  return next === undefined ? null : { base: next, table: '', key: [] };
}
