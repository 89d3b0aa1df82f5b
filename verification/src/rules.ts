import type { CheckContext } from './invariant.ts';
import type { Tally } from './result.ts';

/** A statement on vente that gives those of the sales $1 that break a rule, as ids, expected and found. */
export interface Rule {
  what: string;
  sql: string;
}

interface Broken {
  ids: Record<string, string | number>;
  expected: object;
  found: object;
}

/** Looks for sales that break one of some rules. */
export const keepRules =
  (rules: readonly Rule[]) =>
  async ({ db }: CheckContext, sales: readonly string[], tally: Tally): Promise<void> => {
    for (const { what, sql } of rules) {
      const rows = await db.vente.query<Broken>(sql, [sales]);
      for (const row of rows) tally.differ({ what, ...row });
    }
  };
