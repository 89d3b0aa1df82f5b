import { lireInstant } from '../domaine/index.ts';
import { PublicError } from './public-error.ts';

/** Arguments of a connection, checked. `after` holds the sort keys of the last element seen. */
export interface PageRequest<Keys extends readonly unknown[]> {
  first: number;
  after: Keys | null;
}

/** A connection: `nodes`, `edges`, `pageInfo`; the total is asked for apart. */
export interface Page<Node> {
  nodes: Node[];
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/**
 * Checks `first` (1 to 100, 20 when absent).
 *
 * @throws PublicError REQUETE_INVALIDE
 */
export function readFirst(first: number | null | undefined, fallback = 20): number {
  const wanted = first ?? fallback;
  if (wanted < 1 || wanted > 100) {
    throw new PublicError('REQUETE_INVALIDE', `first va de 1 à 100, mais vaut ${wanted}.`);
  }
  return wanted;
}

/**
 * Checks the arguments of a connection.
 *
 * @param args `first` and `after` as the client sent them
 * @param isKeys tells whether decoded sort keys are this list's
 * @throws PublicError REQUETE_INVALIDE on a page size out of range or a foreign cursor
 */
export function readPageRequest<Keys extends readonly unknown[]>(
  args: { first?: number | null; after?: string | null },
  isKeys: (keys: readonly unknown[]) => keys is Keys,
): PageRequest<Keys> {
  const first = readFirst(args.first);
  if (args.after === null || args.after === undefined) return { first, after: null };
  const keys = decodeCursor(args.after);
  if (!keys || !isKeys(keys)) {
    throw new PublicError('REQUETE_INVALIDE', 'Le curseur after ne vient pas de cette liste.');
  }
  return { first, after: keys };
}

/** A sort key that an `integer` column can have. */
export function estCleEntiere(cle: unknown): cle is number {
  return typeof cle === 'number' && Number.isInteger(cle) && Math.abs(cle) <= 2_147_483_647;
}

/** A sort key that a `text` column can have: no NUL, no half of a character. */
export function estCleTexte(cle: unknown): cle is string {
  return typeof cle === 'string' && !/[\0\p{Cs}]/u.test(cle);
}

/** A sort key that a `timestamptz` column can have, as `toISOString` writes it. */
export function estCleInstant(cle: unknown): cle is string {
  return typeof cle === 'string' && lireInstant(cle)?.toISOString() === cle;
}

/**
 * Builds a page from one row more than asked, the extra row telling that there is a next page.
 *
 * @param rows at most `first + 1` rows, in the list's order
 * @param request the checked arguments
 * @param keysOf sort keys of a row: stable under inserts, unique with the last one
 */
export function pageOf<Node, Keys extends readonly unknown[]>(
  rows: readonly Node[],
  request: PageRequest<Keys>,
  keysOf: (node: Node) => Keys,
): Page<Node> {
  const nodes = rows.slice(0, request.first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor(keysOf(node)), node }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function encodeCursor(keys: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Longer than any that is given out. */
const CURSOR_MAX = 4_000;

function decodeCursor(cursor: string): readonly unknown[] | null {
  if (cursor.length > CURSOR_MAX) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}
