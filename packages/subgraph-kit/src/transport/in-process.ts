import { ClientGone } from '../http/client-gone.ts';
import type { Subgraph } from '../subgraph.ts';
import { type SubgraphName, type Transport, TransportError } from './transport.ts';

/**
 * Reaches subgraphs that live in this process. They are looked up at each call, because services that
 * call each other cannot all exist before the first one is made.
 *
 * @param subgraphs filled by the composition root
 */
export function inProcessTransport(subgraphs: ReadonlyMap<SubgraphName, Subgraph>): Transport {
  return {
    async send(name, request, { headers, timeoutMs, signal }) {
      const subgraph = subgraphs.get(name);
      if (!subgraph) throw new TransportError(name, 'not in this process');
      if (signal?.aborted) throw new ClientGone();
      const timeoutError = () => new TransportError(name, `no answer within ${timeoutMs} ms`);
      return within(subgraph.execute(request, headers, signal), {
        timeoutMs,
        timeoutError,
        signal,
      });
    },
  };
}

interface Patience {
  timeoutMs: number;
  timeoutError: () => Error;
  signal: AbortSignal | undefined;
}

/** Waits for some work as long as somebody waits for it; the work itself goes on. */
async function within<Value>(
  work: Promise<Value>,
  { timeoutMs, timeoutError, signal }: Patience,
): Promise<Value> {
  let letGo = () => {};
  const end = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(timeoutError()), timeoutMs);
    const hangUp = () => reject(new ClientGone());
    signal?.addEventListener('abort', hangUp, { once: true });
    letGo = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', hangUp);
    };
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    letGo();
  }
}
