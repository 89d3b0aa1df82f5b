import { randomBytes, randomUUID } from 'node:crypto';

import { isServiceToken, SERVICE_TOKEN_HEADER } from './identity/service-token.ts';
import type { Logger } from './logging.ts';

/** What every resolver knows of the request; a subgraph adds its own dependencies to it. */
export interface RequestContext {
  /** Id of the outside request, the same in every service that takes part in answering it. */
  requestId: string;
  /** W3C trace context, handed on to every call. */
  traceparent: string;
  /** True when another service calls, with the service token. */
  fromService: boolean;
  /** Logger whose lines carry the request and trace ids. */
  logger: Logger;
}

/** Request headers, names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

const REQUEST_ID = /^[\w-]{8,64}$/;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Reads the request's context from its headers; an absent or malformed id is replaced by a new one.
 *
 * @param headers request headers, names in lower case
 * @param logger the service's logger
 * @param serviceToken the deployment's service token
 */
export function readContext(
  headers: Headers,
  logger: Logger,
  serviceToken: string,
): RequestContext {
  const requestId = valid(headers['x-request-id'], REQUEST_ID) ?? randomUUID();
  const traceparent = valid(headers['traceparent'], TRACEPARENT) ?? newTraceparent();
  return {
    requestId,
    traceparent,
    fromService: isServiceToken(headers[SERVICE_TOKEN_HEADER], serviceToken),
    logger: logger.child({ requestId, traceId: traceparent.slice(3, 35) }),
  };
}

/**
 * The headers to send with a call to another service, so that its log lines join this request's.
 *
 * @param context the request being answered
 */
export function forwardedHeaders(
  context: Pick<RequestContext, 'requestId' | 'traceparent'>,
): Record<string, string> {
  return { 'x-request-id': context.requestId, traceparent: context.traceparent };
}

function valid(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined;
}

/**
 * A W3C trace context for work that no request started.
 *
 * @param traceId trace to go on with; a new one unless given
 */
export function newTraceparent(traceId = randomBytes(16).toString('hex')): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}
