import { setTimeout as delay } from 'node:timers/promises';

import { type Consumer, CONSUMERS, cursorOf, eventsAfter } from './cursor.ts';
import type { Databases } from './databases.ts';

/**
 * Waits until every consumer has read the whole sales log.
 *
 * @param timeoutMs longest wait
 * @returns the consumers that are still behind, with their number of events; empty when all is read
 */
export async function waitForDrain(
  db: Databases,
  timeoutMs: number,
): Promise<Partial<Record<Consumer, number>>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const behind: Partial<Record<Consumer, number>> = {};
    for (const consumer of CONSUMERS) {
      const count = await eventsAfter(db, await cursorOf(db, consumer));
      if (count > 0) behind[consumer] = count;
    }
    if (Object.keys(behind).length === 0 || performance.now() >= end) return behind;
    await delay(200);
  }
}
