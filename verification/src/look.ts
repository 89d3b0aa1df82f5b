import { setTimeout as delay } from 'node:timers/promises';

import type { OpenDatabases } from './databases.ts';
import { GaveWay } from './gate.ts';
import type { CheckContext, Invariant } from './invariant.ts';
import { createTally, keyOf, type Tally } from './result.ts';
import type { Walk } from './walk.ts';

/** What a slice of a walk gave. */
export type Seen = ReturnType<typeof createTally>['sum'];

export interface Slice {
  invariant: Invariant;
  walk: Walk;
  from: unknown;
  size: number;
}

export interface LookOptions {
  open: OpenDatabases;
  context: CheckContext;
  /** See `VerifierOptions`. */
  confirmAfterMs: number;
  onCompared?: (count: number) => void;
  onGaveWay?: (to: GaveWay) => void;
}

/** A statement that the server ended because it took too long. */
const TOO_LONG = '57014';

/**
 * Looks at one slice: at a smaller one when it takes too long, and again when it gave way to a migration.
 *
 * @returns what was seen, where the next slice begins (null at the end), and the size that could be looked at
 */
export async function lookAt(
  slice: Slice,
  options: LookOptions,
): Promise<{ seen: Seen; next: unknown; size: number }> {
  for (let { size } = slice; ;) {
    try {
      return { ...(await lookTwice({ ...slice, size }, options)), size };
    } catch (error) {
      if (error instanceof GaveWay) {
        options.onGaveWay?.(error);
        await options.open.calm();
      } else if ((error as { code?: string }).code === TOO_LONG && size > 1) {
        size = Math.ceil(size / 2);
      } else {
        throw error;
      }
    }
  }
}

/** Between databases, which are never read at the same instant, a difference counts when it is seen twice. */
async function lookTwice(slice: Slice, options: LookOptions) {
  const first = await lookOnce(slice, options);
  const { confirmAfterMs } = options;
  if (first.seen.found === 0 || confirmAfterMs === 0 || !slice.invariant.acrossDatabases) {
    return first;
  }
  await delay(confirmAfterMs);
  const known = new Set(first.seen.differences.map(keyOf));
  const whole = first.seen.found === known.size;
  const second = await lookOnce(slice, options);
  if (whole) {
    const { seen } = second;
    seen.differences = seen.differences.filter((difference) => known.has(keyOf(difference)));
    seen.found = seen.differences.length;
  }
  return second;
}

async function lookOnce({ walk, from, size }: Slice, { context, onCompared }: LookOptions) {
  const { tally, sum } = createTally((count) => onCompared?.(count));
  const next = await walk.look(context, from, size, tally satisfies Tally);
  return { seen: sum, next };
}
