import type { IncomingMessage, ServerResponse } from 'node:http';

/** What scripts of another origin may send, and read of the answer. */
const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'idempotency-key',
  'traceparent',
  'x-request-id',
].join(', ');
const EXPOSED_HEADERS = 'x-request-id, retry-after';
/** How long a browser keeps the answer to its question, in seconds. */
const MAX_AGE_S = '600';

/**
 * Tells a browser whether scripts of another origin may read the answer. Tokens travel in a header that scripts set
 * themselves, so credentials are never allowed.
 *
 * @param origins that may; the application's own needs no permission
 * @returns whether the request was only the browser's question, and is answered
 */
export function allowOrigin(
  origins: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (origins.size > 0) response.setHeader('vary', 'origin');
  const { origin } = request.headers;
  const allowed = origin !== undefined && origins.has(origin);
  if (allowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  }
  if (request.method !== 'OPTIONS') return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
    response.setHeader('access-control-max-age', MAX_AGE_S);
  }
  response.setHeader('allow', 'GET, POST, OPTIONS');
  response.writeHead(204);
  response.end();
  return true;
}
