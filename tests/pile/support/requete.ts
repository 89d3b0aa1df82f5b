import { type DocumentNode, print } from 'graphql';

/** What came of a request: an answer, or nothing that is GraphQL. */
export interface Reponse {
  statut: number;
  // Tests walk through answers of many shapes and fail on what is not there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data?: any;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
  entetes: Headers;
}

/** Longest that the web application waits. */
const DELAI_MS = 8_000;

/**
 * Sends one request to the entry, as a browser does.
 *
 * @param entetes of whoever asks
 * @throws when no JSON came back
 */
export async function demander(
  origine: string,
  document: string | DocumentNode,
  variables: object,
  entetes: Record<string, string>,
): Promise<Reponse> {
  const query = typeof document === 'string' ? document : print(document);
  const reponse = await fetch(`${origine}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...entetes },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(DELAI_MS),
  });
  const corps = (await reponse.json()) as Omit<Reponse, 'statut' | 'entetes'>;
  return { ...corps, statut: reponse.status, entetes: reponse.headers };
}

/** The only root field of an answer without errors. @throws with the answer otherwise */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function racine({ statut, data, errors }: Reponse): any {
  if (statut !== 200 || errors || !data) {
    throw new Error(`${statut} ${JSON.stringify(errors ?? data)}`);
  }
  return Object.values(data as object)[0];
}
