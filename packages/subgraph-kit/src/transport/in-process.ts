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
    async send(name, request, { headers, timeoutMs }) {
      const subgraph = subgraphs.get(name);
      if (!subgraph) throw new TransportError(name, 'not in this process');
      return withTimeout(
        subgraph.execute(request, headers),
        timeoutMs,
        () => new TransportError(name, `no answer within ${timeoutMs} ms`),
      );
    },
  };
}

async function withTimeout<Value>(
  work: Promise<Value>,
  timeoutMs: number,
  timeoutError: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(timeoutError());
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
