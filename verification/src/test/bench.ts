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

    /** Breaks something that the database itself forbids, as a defect of its rules would. */
    async break(name: SubgraphName, sql: string, params: unknown[] = []): Promise<void> {
      await bases[name].query(`SET session_replication_role = replica`);
      try {
        await bases[name].query(sql, params);
      } finally {
        await bases[name].query(`RESET session_replication_role`);
      }
    },

    async close(): Promise<void> {
      await Promise.all(Object.values(bases).map((base) => base.drop()));
    },
  };
}
