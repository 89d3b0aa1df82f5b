import { createHash, timingSafeEqual } from 'node:crypto';

import { PublicError } from '../graphql/public-error.ts';

/** Header that carries the service token; the router never forwards it from outside. */
export const SERVICE_TOKEN_HEADER = 'x-service-token';

/**
 * Compares a presented token with the expected one in constant time.
 *
 * @param presented header value, if any
 * @param expected the deployment's SERVICE_TOKEN
 */
export function isServiceToken(presented: string | undefined, expected: string): boolean {
  if (presented === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(presented), digest(expected));
}

/**
 * Guards an internal field: only another service may call it.
 *
 * @param context the request's context
 * @throws PublicError INTERDIT when the caller showed no valid service token
 */
export function requireService(context: { fromService: boolean }): void {
  if (!context.fromService) {
    throw new PublicError('INTERDIT', 'Cette opération est réservée aux services de la chaîne.');
  }
}
