import { Pool } from 'undici';

import {
  type GraphQLAnswer,
  type SubgraphName,
  type Transport,
  TransportError,
} from './transport.ts';

/** An HTTP transport and the way to end its connections. */
export interface HttpTransport extends Transport {
  close(): Promise<void>;
}

/**
 * Reaches subgraphs over HTTP/1.1 with kept-alive connections.
 *
 * @param urls GraphQL endpoint of each subgraph, `http://produit:4001/graphql`
 */
export function httpTransport(urls: Readonly<Record<SubgraphName, string>>): HttpTransport {
  const targets = new Map(
    Object.entries(urls).map(([name, url]) => {
      const { origin, pathname } = new URL(url);
      const pool = new Pool(origin, { connections: 32, connect: { timeout: 1_000 } });
      return [name as SubgraphName, { pool, path: pathname }];
    }),
  );
  return {
    async send(name, request, { headers, timeoutMs }) {
      const target = targets.get(name);
      if (!target) throw new TransportError(name, 'no URL is configured');
      try {
        const { body } = await target.pool.request({
          method: 'POST',
          path: target.path,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(request),
          signal: AbortSignal.timeout(timeoutMs),
        });
        return readAnswer(name, await body.json());
      } catch (error) {
        if (error instanceof TransportError) throw error;
        throw new TransportError(name, error instanceof Error ? error.message : String(error), {
          cause: error,
        });
      }
    },
    async close() {
      await Promise.all([...targets.values()].map(({ pool }) => pool.close()));
    },
  };
}

function readAnswer(name: SubgraphName, answer: unknown): GraphQLAnswer {
  if (answer !== null && typeof answer === 'object' && ('data' in answer || 'errors' in answer)) {
    return answer as GraphQLAnswer;
  }
  throw new TransportError(name, 'the answer is not GraphQL');
}
