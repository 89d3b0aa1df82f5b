import { createHash } from 'node:crypto';

/** Most statements that a connection keeps prepared; each costs memory in every backend. */
const MOST_STATEMENTS = 200;

/** Longest name that PostgreSQL takes, and how much of it tells statements of one method apart. */
const LONGEST = 63;
const DIGEST = 12;

/** Every statement of ours begins with the repository method that sends it: `/* produit.parIds *\/`. */
const METHOD = /^\s*\/\* ([\w.]+) \*\//;

/**
 * The repository method that sends a statement, from the comment that the statement begins with.
 *
 * @returns null for a statement that Prisma generated
 */
export function methodOf(sql: string): string | null {
  return METHOD.exec(sql)?.[1] ?? null;
}

/**
 * Names statements after the method that sends them, so that whoever looks on the wire or into PostgreSQL can tell
 * them, and so that PostgreSQL parses and plans each once per connection rather than at every call.
 * Only the statements that we wrote are named: those that Prisma generates differ by the length of their
 * lists, without end.
 *
 * @returns the name generator for Prisma's driver adapter: '' leaves a statement unnamed
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    const method = methodOf(sql);
    if (method === null || names.size >= MOST_STATEMENTS) return '';
    const digest = createHash('sha1').update(sql).digest('base64url').slice(0, DIGEST);
    const name = `${method.slice(0, LONGEST - DIGEST - 1)}.${digest}`;
    names.set(sql, name);
    return name;
  };
}

/** The SQL of a query, which the driver takes as a text or as a configuration. */
export function sqlOf(query: unknown): string {
  if (typeof query === 'string') return query;
  const { text } = (query ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}
