import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** Pause between two attempts to start a server that does not come up again. */
const PAUSE_MS = 1_000;

/** A server that is started again when it ends by itself. */
export interface Supervised {
  /** Process id of the server that runs now, or ran last. */
  pid(): number;
  /** Ends the supervision, not the server; resolves when no start is under way any more. */
  end(): Promise<void>;
}

/**
 * Watches a server process. A database that was killed, by the system short of memory for one, comes back by
 * itself: committed data are in its log, and its clients reconnect.
 *
 * @param child the server's process
 * @param restart starts it again on the same port
 * @param onUnexpectedEnd told before each start; without it, nothing is started again
 * @param onRestartFailure told why it does not come up again, once each time that it ended
 */
export function supervise(
  child: ChildProcess,
  restart: () => Promise<{ child: ChildProcess }>,
  onUnexpectedEnd: (() => void) | undefined,
  onRestartFailure: (error: unknown) => void = () => undefined,
): Supervised {
  let current = child;
  let ended = false;
  let restarting: Promise<void> = Promise.resolve();

  const revive = async (): Promise<void> => {
    for (let failures = 0; !ended; failures += 1) {
      try {
        ({ child: current } = await restart());
        watch();
        return;
      } catch (error) {
        // Its last processes may still be going.
        if (failures === 0) onRestartFailure(error);
        await delay(PAUSE_MS);
      }
    }
  };
  const watch = () => {
    current.once('exit', () => {
      if (ended || !onUnexpectedEnd) return;
      onUnexpectedEnd();
      restarting = revive();
    });
  };
  watch();

  return {
    pid: () => current.pid as number,
    end: () => {
      ended = true;
      return restarting;
    },
  };
}
