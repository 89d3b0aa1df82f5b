import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** How long to try, in milliseconds: long enough for a machine that has much else to do, since it costs only failures. */
  timeoutMs?: number;
  /** Pause between two tries, in milliseconds. */
  intervalMs?: number;
}

/**
 * Tries a condition until it holds, so that tests wait for a fact and never for a time.
 *
 * @returns what the condition returned, once that is neither false, null nor undefined.
 * @throws when it did not hold in time; what the last try threw is then the cause.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 30_000, intervalMs = 20 }: WaitOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined) {
        return value as Exclude<T, false | null | undefined>;
      }
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline)
      throw new Error(`The condition did not hold within ${timeoutMs} ms.`, { cause });
    await delay(intervalMs);
  }
}
