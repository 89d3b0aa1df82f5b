import { Pool } from 'undici';

import { ClientGone } from '../http/client-gone.ts';
import { type RetryBudget, retryBudget } from './retry-budget.ts';
import {
  type GraphQLAnswer,
  type SubgraphName,
  type Transport,
  TransportError,
} from './transport.ts';

/** Tells proxies on the way that the request may be sent to another replica although one had it. */
export const REPEATABLE_HEADER = 'x-repeatable';

/** What breaks a connection; anything else says something of the request. */
const CONNECTION_FAULTS = ['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'];

/** An HTTP transport and the way to end its connections. */
export interface HttpTransport extends Transport {
  close(): Promise<void>;
}

/**
 * Reaches subgraphs over HTTP/1.1 with kept-alive connections.
 *
 * @param urls GraphQL endpoint of each subgraph, `http://produit:4001/graphql`
 * @param budget how many calls may go out again on another connection
 */
export function httpTransport(
  urls: Readonly<Record<SubgraphName, string>>,
  budget: RetryBudget = retryBudget(),
): HttpTransport {
  const targets = new Map(
    Object.entries(urls).map(([name, url]) => {
      const { origin, pathname } = new URL(url);
      const pool = new Pool(origin, { connections: 32, connect: { timeout: 1_000 } });
      return [name as SubgraphName, { pool, path: pathname }];
    }),
  );
  return {
    async send(name, request, { headers, timeoutMs, repeatable = false, signal }) {
      const target = targets.get(name);
      if (!target) throw new TransportError(name, 'no URL is configured');
      if (signal?.aborted) throw new ClientGone();
      const patience = patienceOf(timeoutMs, signal);
      const post = async () => {
        const { body } = await target.pool.request({
          method: 'POST',
          path: target.path,
          headers: {
            ...headers,
            'content-type': 'application/json',
            ...(repeatable && { [REPEATABLE_HEADER]: '1' }),
          },
          body: JSON.stringify(request),
          signal: patience.signal,
        });
        return readAnswer(name, await body.text());
      };
      try {
        budget.call();
        // Once more on a new connection: this one was closed by a proxy or a replica that ended.
        return await post().catch((error: unknown) => {
          if (repeatable && isConnectionFault(error) && budget.retry()) return post();
          throw error;
        });
      } catch (error) {
        if (signal?.aborted) throw new ClientGone();
        if (error instanceof TransportError) throw error;
        throw new TransportError(name, error instanceof Error ? error.message : String(error), {
          cause: error,
        });
      } finally {
        patience.end();
      }
    },
    async close() {
      await Promise.all([...targets.values()].map(({ pool }) => pool.close()));
    },
  };
}

/**
 * A signal that is aborted after a time, or when nobody waits any more, and never once the call has its answer:
 * `AbortSignal.timeout` goes off all the same, and each time makes an exception with a stack.
 */
function patienceOf(timeoutMs: number, hangUp: AbortSignal | undefined) {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new Error(`no answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  const letGo = () => controller.abort(hangUp?.reason);
  hangUp?.addEventListener('abort', letGo, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      hangUp?.removeEventListener('abort', letGo);
    },
  };
}

function isConnectionFault(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && CONNECTION_FAULTS.includes(code);
}

function readAnswer(name: SubgraphName, text: string): GraphQLAnswer {
  const answer = parsed(text);
  if (answer !== null && typeof answer === 'object' && ('data' in answer || 'errors' in answer)) {
    return answer as GraphQLAnswer;
  }
  throw new TransportError(name, 'the answer is not GraphQL');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says of it repeats a part of the answer.
    return undefined;
  }
}
