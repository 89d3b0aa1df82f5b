import { connexionsA } from '../../support/comptes.ts';
import { ADMIN, type Entetes, type Personne } from '../../support/identites.ts';

/** A GraphQL answer, its data untyped: the tests assert what they read. */
export interface Answer {
  status: number;
  // Tests walk through answers of many shapes and fail on what is not there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

/** Speaks GraphQL to a running point of sale, as any client would. */
export interface Client {
  /** Sends a document and gives the whole answer. */
  send(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Sends a document and gives its data; an answer with errors fails the test with the request shown. */
  run(query: string, variables?: Record<string, unknown>): Promise<Answer['data']>;
  /** The same for somebody else. */
  as(personne: Personne): Client;
  /** The headers that say who asks. */
  headers(): Promise<Entetes>;
}

/**
 * @param url origin of the router, `http://127.0.0.1:4000`
 * @param headersOf what people show to be known; they sign in with their accounts unless given
 * @param personne who asks
 */
export function createClient(
  url: string,
  headersOf: (personne: Personne) => Promise<Entetes> = connexionsA(url),
  personne: Personne = ADMIN,
): Client {
  const headers = () => headersOf(personne);
  const send: Client['send'] = async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await headers()) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  return {
    headers,
    as: (other) => createClient(url, headersOf, other),
    send,
    run: async (query, variables = {}) => {
      const answer = await send(query, variables);
      if (answer.errors) {
        throw new Error(
          `The request failed:\n${query}\n${JSON.stringify({ variables, ...answer }, null, 2)}`,
        );
      }
      return answer.data;
    },
  };
}
