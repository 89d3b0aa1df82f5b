/** A GraphQL answer that may hold anything: no answer at all is a rejection. */
export interface ReponseGraphql<Donnees> {
  data?: Donnees | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Longest that a client waits: the last step of the ladder of time-outs. */
const DELAI_CLIENT_MS = 8_000;

/** Sends one request, with the headers of whoever asks. @throws when no GraphQL answer came back */
export async function envoyer<Donnees>(
  origine: string,
  query: string,
  variables: Record<string, unknown>,
  headers: Record<string, string>,
): Promise<ReponseGraphql<Donnees>> {
  const reponse = await fetch(`${origine}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(DELAI_CLIENT_MS),
  });
  return (await reponse.json()) as ReponseGraphql<Donnees>;
}
