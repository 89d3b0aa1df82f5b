import { sqlStateOf } from '../database/sql-state.ts';
import { TransportError } from '../transport/transport.ts';

/** How much is taken at once: less after a time-out, more again while it goes well. */
export interface SliceSize {
  readonly value: number;
  /** After one that did: grows by a twentieth of the most, so that a slice at the limit seldom fails. */
  grow(): void;
  /** After one that ran out of time: halved, down to one. */
  halve(): void;
}

/** A size that begins at its most. */
export function sliceSize(most: number): SliceSize {
  let value = most;
  return {
    get value() {
      return value;
    },
    grow() {
      value = Math.min(most, value + Math.max(1, Math.floor(most / 20)));
    },
    halve() {
      value = Math.max(1, Math.floor(value / 2));
    },
  };
}

/** Whether something ended because it took too long: of less, it may not. */
export function isOutOfTime(error: unknown): boolean {
  // An unanswered call may be one that takes too long on the other side.
  if (error instanceof TransportError || sqlStateOf(error) === '57014') return true;
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if (/query read timeout/i.test(cause.message)) return true;
    cause = cause.cause;
  }
  return false;
}
