import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import type { DatabaseUrls } from '../databases.ts';
import type { InvariantId, Result } from '../result.ts';
import { verifier, type VerifierOptions } from '../verifier.ts';
import { history } from './history.ts';

export type Bases = Record<SubgraphName, TestDatabase>;
export type Bench = Awaited<ReturnType<typeof openBench>>;

/** The six databases, with a small true history in them. */
export async function openBench() {
  const opened = await Promise.all(
    SUBGRAPHS.map(async (name) => [name, await createTestDatabase(name)] as const),
  );
  const bases = Object.fromEntries(opened) as Bases;
  const urls = Object.fromEntries(opened.map(([name, { url }]) => [name, url])) as DatabaseUrls;
  return {
    bases,
    urls,
    ...history(bases),

    /** Runs the verifier with one look. */
    look: (options: Partial<VerifierOptions> = {}): Promise<Result[]> =>
      verifier({ urls, confirmAfterMs: 0, ...options }),

    /** The differences of one invariant. */
    async differences(only: InvariantId, options: Partial<VerifierOptions> = {}) {
      const [result] = await verifier({ urls, confirmAfterMs: 0, only: [only], ...options });
      return result?.differences ?? [];
    },

    /**
     * Breaks something, even what the database forbids, as a defect of its rules would.
     *
     * @param table the only table that the statement changes
     * @returns what puts the table back
     */
    async break(name: SubgraphName, table: string, sql: string, params: unknown[] = []) {
      const base = bases[name];
      const rows = await base.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
      await unguarded(base, () => base.query(sql, params));
      return () =>
        unguarded(base, async () => {
          const [columns] = await base.query<{ names: string }>(
            `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
             WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`,
            [table],
          );
          await base.query(`DELETE FROM ${table}`);
          await base.query(
            `INSERT INTO ${table} (${columns?.names}) OVERRIDING SYSTEM VALUE
             SELECT ${columns?.names} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
            [JSON.stringify(rows.map(({ row }) => row))],
          );
        });
    },

    async close(): Promise<void> {
      await Promise.all(Object.values(bases).map((base) => base.drop()));
    },
  };
}

/** Without triggers and foreign keys. */
async function unguarded(base: TestDatabase, work: () => Promise<unknown>): Promise<void> {
  await base.query(`SET session_replication_role = replica`);
  try {
    await work();
  } finally {
    await base.query(`RESET session_replication_role`);
  }
}
