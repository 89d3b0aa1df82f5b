import { setTimeout as delay } from 'node:timers/promises';

import type { Child } from './child.ts';
import type { Pile } from './pile.ts';
import type { Replica } from './topology.ts';

/** How long Nginx leaves a replica aside after it refused connections, and a margin. */
const NGINX_FORGETS_MS = 1_200;

/**
 * Restarts the replicas of every service, never two of the same one at once, while the others serve.
 *
 * @param options.together how many services are restarted side by side; 1 unless given
 * @param options.onRestart told of each replica that is back
 * @param options.signal aborted when the stack ends
 */
export async function rollingRestart(
  { topology, children }: Pick<Pile, 'topology' | 'children'>,
  {
    together = 1,
    onRestart,
    signal,
  }: { together?: number; onRestart?: (name: string) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const restart = async ({ name }: Replica) => {
    signal?.throwIfAborted();
    const child = children.get(name) as Child;
    await child.stop();
    signal?.throwIfAborted();
    await child.start();
    onRestart?.(name);
  };
  for (const rank of ranks(topology.replicas)) {
    for (let i = 0; i < rank.length; i += together) {
      await Promise.all(rank.slice(i, i + together).map(restart));
    }
    // Before the other replica of the last ones goes.
    await delay(NGINX_FORGETS_MS);
  }
}

/** The first replica of each service, then the second of each. */
function ranks(replicas: readonly Replica[]): Replica[][] {
  const result: Replica[][] = [];
  const seen = new Map<string, number>();
  for (const replica of replicas) {
    const rank = seen.get(replica.service) ?? 0;
    seen.set(replica.service, rank + 1);
    (result[rank] ??= []).push(replica);
  }
  return result;
}
