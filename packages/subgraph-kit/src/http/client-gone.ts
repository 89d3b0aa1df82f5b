import type { ServerResponse } from 'node:http';

import { PublicError } from '../graphql/public-error.ts';

/** Whoever asked has hung up before the answer. No fault of anybody: nothing is logged as one. */
export class ClientGone extends PublicError {
  constructor() {
    super('CLIENT_PARTI', 'La connexion a été fermée avant la réponse.');
  }
}

/**
 * A signal that is aborted when the connection of a request closes before its answer was written. It stops nothing
 * by itself: what is in work goes on, and looks at it before it begins what somebody must be there for.
 *
 * On the way of success it is never aborted: each abort makes an exception with a stack.
 */
export function clientSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) controller.abort(new ClientGone());
  });
  return controller.signal;
}

/** The signal of work that nobody waits for on a connection. */
export function nobodyWaits(): AbortSignal {
  return new AbortController().signal;
}
