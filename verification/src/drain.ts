import { setTimeout as delay } from 'node:timers/promises';

import { type Consumer, CONSUMERS, cursorOf, eventsAfter, type Lag, lagAfter } from './cursor.ts';
import { type Databases, type DatabaseUrls, openDatabases } from './databases.ts';

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

/** How far each consumer is behind the sales log. */
export async function readLags(
  urls: DatabaseUrls,
  signal: AbortSignal,
): Promise<[Consumer, Lag][]> {
  const options = { statementTimeoutMs: 10_000, gentle: true, signal };
  const { databases, close } = openDatabases(urls, options);
  try {
    const lags: [Consumer, Lag][] = [];
    for (const consumer of CONSUMERS) {
      lags.push([consumer, await lagAfter(databases, await cursorOf(databases, consumer))]);
    }
    return lags;
  } finally {
    await close();
  }
}
