import type { ServerResponse } from 'node:http';

import { PublicError } from '../graphql/public-error.ts';

/** Counts the requests in hand, so that the excess is refused at once instead of slowing all the others. */
export interface Admission {
  /** Requests in hand. */
  readonly inFlight: number;
  /** Whether at least so many are in hand. */
  holds(count: number): boolean;
  /**
   * Takes a place.
   *
   * @param most how many may be in hand with this one
   * @returns what gives the place back, or null when there is none
   */
  enter(most: number): (() => void) | null;
}

export function createAdmission(): Admission {
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    holds: (count) => inFlight >= count,
    enter(most) {
      if (inFlight >= most) return null;
      inFlight += 1;
      let left = false;
      return () => {
        if (!left) inFlight -= 1;
        left = true;
      };
    },
  };
}

/** After how many seconds whoever was refused may ask again. */
export const RETRY_AFTER_S = 1;

/** Too much is in hand. */
export function overloaded(
  message = 'Trop de demandes en ce moment. Rien n’a été fait ; réessayez dans un instant.',
): PublicError {
  return new PublicError('SURCHARGE', message);
}

const REFUSAL = JSON.stringify({ errors: [overloaded()] });

/** Refuses a request before anything was read of it: this must cost next to nothing. */
export function sendOverloaded(response: ServerResponse, mediaType = 'application/json'): void {
  response.writeHead(503, {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': Buffer.byteLength(REFUSAL),
    'retry-after': String(RETRY_AFTER_S),
  });
  response.end(REFUSAL);
}
