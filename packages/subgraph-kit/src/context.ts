import { randomBytes, randomUUID } from 'node:crypto';

import type { Client } from './client.ts';
import { idsIn, readBaggage, type SubjectIds, writeBaggage } from './telemetry/subject-ids.ts';
import type { Identity } from './identity/identity.ts';
import type { Logger } from './logging.ts';

/** What every resolver knows of the request; a subgraph adds its own dependencies to it. */
export interface RequestContext {
  /** Id of the outside request, the same in every service that takes part in answering it. */
  requestId: string;
  /** W3C trace context, handed on to every call. */
  traceparent: string;
  /** Who calls, as a signature proves it. */
  identity: Identity;
  /** The client behind the router, as far as it tells. */
  client: Client;
  /** What the answer tells the router beside its data; no client sees it. */
  aside: Record<string, unknown>;
  /** UUIDs of what the request is about, by name: its sale, its cart. They stand on each log line. */
  ids: SubjectIds;
  /** Logger whose lines carry the request and trace ids. */
  logger: Logger;
  /**
   * Aborted once the connection of the request is known to be closed before its answer was written. It stops
   * nothing by itself.
   */
  signal: AbortSignal;
}

/** Request headers, names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

const REQUEST_ID = /^[\w-]{8,64}$/;
/** Version, trace, parent, flags; what a later version adds behind them is left out (W3C, Trace Context). */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NOBODY = /^0+$/;

/**
 * Reads the request's context from its headers; an absent or malformed id is replaced by a new one.
 *
 * @param headers request headers, names in lower case
 * @param request.logger the service's logger
 * @param request.identity who calls, verified
 * @param request.signal aborted when whoever calls has hung up
 * @param request.client behind the router; not read here, since these headers may come from anybody
 * @param request.variables of the GraphQL request: the ids among them say what it is about
 */
export function readContext(
  headers: Headers,
  { logger, identity, client = {}, signal, variables }: Received,
): RequestContext {
  const requestId = valid(headers['x-request-id'], REQUEST_ID) ?? randomUUID();
  const traceparent = readTraceparent(headers['traceparent']) ?? newTraceparent();
  const fromService = identity.issuer !== 'router';
  // What a service was told to be about counts before what it finds by itself.
  const ids = { ...idsIn(variables), ...(fromService && readBaggage(headers['baggage'])) };
  return inLog({ requestId, traceparent, identity, client, aside: {}, ids, signal }, logger);
}

/** What is known of a request beside its headers. */
interface Received extends Pick<RequestContext, 'logger' | 'identity' | 'signal'> {
  client?: Client;
  variables?: unknown;
}

/**
 * The context of a request whose body was not read yet when the context was made.
 *
 * @param logger the service's logger
 * @param variables of the GraphQL request
 */
export function aboutIds(
  context: RequestContext,
  logger: Logger,
  variables: unknown,
): RequestContext {
  const ids = idsIn(variables);
  return Object.keys(ids).length === 0 ? context : inLog({ ...context, ids }, logger);
}

function inLog(known: Omit<RequestContext, 'logger'>, logger: Logger): RequestContext {
  const { requestId, traceparent, ids } = known;
  return {
    ...known,
    logger: logger.child({ requestId, traceId: traceIdOf(traceparent), ...ids }),
  };
}

/**
 * The headers to send with a call to another service, so that its log lines join this request's.
 *
 * @param context the request being answered
 */
export function forwardedHeaders({ requestId, traceparent, ids }: Caller): Record<string, string> {
  const baggage = ids && writeBaggage(ids);
  return { 'x-request-id': requestId, traceparent, ...(baggage && { baggage }) };
}

/** What a service says of the request on whose behalf it calls another. */
export type Caller = Pick<RequestContext, 'requestId' | 'traceparent'> &
  Partial<Pick<RequestContext, 'ids'>>;

/** A trace context as this version writes it; undefined for one that W3C calls invalid, null ids among them. */
function readTraceparent(header = ''): string | undefined {
  const [, version, traceId, parentId, flags, more] = TRACEPARENT.exec(header) ?? [];
  if (traceId === undefined || parentId === undefined) return undefined;
  if (NOBODY.test(traceId) || NOBODY.test(parentId)) return undefined;
  if (version === '00' && more !== undefined) return undefined;
  return `00-${traceId}-${parentId}-${flags}`;
}

function valid(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined;
}

/**
 * A W3C trace context for work that no request started. It does not claim to be sampled: who records spans decides
 * by the id of the trace.
 *
 * @param traceId trace to go on with; a new one unless given
 */
export function newTraceparent(traceId = randomBytes(16).toString('hex')): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-00`;
}

/** The id of the trace that a W3C trace context belongs to. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}
