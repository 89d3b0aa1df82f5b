import { GraphQLError } from 'graphql';

import type { PublicCode } from '../domaine/codes-erreurs.ts';

/**
 * An error that a client may read: unauthenticated, forbidden, malformed, outage.
 * Expected business failures are not errors but members of the result union (see `echec`).
 */
export class PublicError extends GraphQLError {
  constructor(code: PublicCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { extensions: { code } });
    if (options.cause !== undefined) this.cause = options.cause;
  }
}
