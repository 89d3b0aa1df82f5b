import type { IncomingMessage } from 'node:http';

import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import {
  aboutIds,
  BodyTooLarge,
  ClientGone,
  clientSignal,
  type Handler,
  type Headers,
  type Logger,
  PUBLIC_CODES,
  type PublicCode,
  PublicError,
  readContext,
  sendOverloaded,
  singleHeaders,
} from '@caisse/subgraph-kit';
import { GraphQLError } from 'graphql';

import { allowOrigin } from './acces/cors.ts';
import { requireExplorer } from './acces/introspection.ts';
import type { PersonVerifier } from './acces/person.ts';
import { type SignInAttempts, TooManyAttempts } from './acces/sign-in-attempts.ts';
import { OUTSIDE, type RouterContext } from './context.ts';
import {
  forApollo,
  type Parameters,
  readParameters,
  UnsupportedMediaType,
} from './http-request.ts';
import type { Gate } from './limits/gate.ts';
import type { PersistedOperations } from './operations/persisted-operations.ts';
import { requirePersonFor } from './public-operations.ts';
import { type Overload, RETRY_HEADERS, saysOverload } from './overload.ts';

/** What stands between the outside and the gateway. */
export interface Entrance {
  server: ApolloServer<RouterContext>;
  people: PersonVerifier;
  gate: Gate;
  /** Root fields that anybody may ask for. */
  publicFields: ReadonlySet<string>;
  operations: PersistedOperations;
  overload: Overload;
  signIns: SignInAttempts;
  origins: ReadonlySet<string>;
  /** Anyone may read the schema. */
  openIntrospection: boolean;
  logger: Logger;
}

/**
 * Serves GraphQL over HTTP: a thin handler on Node's own server, which measured half a millisecond less CPU
 * per request than Apollo's standalone server with Express. What it refuses reaches neither Apollo Server's
 * validation nor a subgraph; Apollo Server still chooses the media type in which the refusal is written.
 */
export function graphqlHandler(entrance: Entrance): Handler {
  const { server, overload, origins, logger } = entrance;
  return async (request, response) => {
    if (allowOrigin(origins, request, response)) return;
    const headers = singleHeaders(request);
    if (overload.isFull()) {
      sendOverloaded(response, mediaTypeOf(headers));
      return;
    }
    const signal = clientSignal(response);
    const begun = readContext(headers, { logger, identity: OUTSIDE, signal });
    response.setHeader('x-request-id', begun.requestId);

    const method = request.method ?? 'GET';
    const search = new URL(request.url ?? '/', 'http://router').search;
    const outcome = await admit(entrance, request, { headers, search }).catch(refusalOf);
    let answer: HTTPGraphQLResponse;
    if (outcome instanceof GraphQLError) {
      begun.logger.info({ reason: outcome.message }, 'Request refused');
      answer = await server.executeHTTPGraphQLRequest({
        // As one that passes: the media type of the answer is all that is left to find out.
        httpGraphQLRequest: forApollo('POST', { ...headers, 'content-type': JSON_TYPE }, {}),
        context: () => Promise.reject(withRequestId(outcome, begun.requestId)),
      });
    } else {
      const { parameters, person, leave } = outcome;
      try {
        const context = aboutIds(begun, logger, parameters.variables);
        answer = await server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: forApollo(method, headers, parameters),
          context: () => Promise.resolve({ ...context, person }),
        });
      } finally {
        leave();
      }
    }
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    if (answer.body.kind === 'chunked') throw new Error('Incremental delivery is not supported');
    response.end(answer.body.string);
  };
}

const JSON_TYPE = 'application/json';

/** Reads a request and decides whether it may go on, from the cheapest question to the dearest. */
async function admit(
  { people, gate, publicFields, operations, overload, signIns, openIntrospection }: Entrance,
  request: IncomingMessage,
  { headers, search }: { headers: Headers; search: string },
) {
  if (request.method !== 'GET' && request.method !== 'POST') throw methodNotAllowed();
  const received = await readParameters(request, { search });
  const person = await people.verify(headers['authorization']);
  const parameters: Parameters = { ...received, query: operations.resolve(received) };
  const { query } = parameters;
  if (query === undefined && request.method === 'POST') {
    throw new PublicError('REQUETE_INVALIDE', 'La requête n’a pas de document : query est vide.');
  }
  const accepted = query === undefined ? null : gate.check({ ...parameters, query });
  if (accepted?.introspects && !openIntrospection) requireExplorer(person);
  if (accepted) requirePersonFor(accepted.rootFields, publicFields, person);
  if (accepted) await signIns.admit(accepted.rootFields, request);
  return { parameters, person, leave: overload.enter(accepted?.rootFields ?? []) };
}

function methodNotAllowed(): GraphQLError {
  return new GraphQLError('GraphQL se demande par GET ou POST.', {
    extensions: {
      code: 'REQUETE_INVALIDE',
      http: { status: 405, headers: new HeaderMap([['allow', 'GET, POST, OPTIONS']]) },
    },
  });
}

/** A refusal with its status; what is none goes on. */
function refusalOf(error: unknown): GraphQLError {
  if (error instanceof ClientGone) throw error;
  if (!(error instanceof PublicError)) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  const headers = new HeaderMap(Object.entries(retryHeadersOf(error)));
  const extensions = { ...error.extensions, http: { status: statusOf(error), headers } };
  return new GraphQLError(error.message, { extensions });
}

function retryHeadersOf(error: PublicError): Readonly<Record<string, string>> {
  if (error instanceof TooManyAttempts) return { 'retry-after': String(error.retryAfterS) };
  return saysOverload(error) ? RETRY_HEADERS : {};
}

function statusOf(error: PublicError): number {
  if (error instanceof BodyTooLarge) return 413;
  if (error instanceof UnsupportedMediaType) return 415;
  return PUBLIC_CODES[error.extensions.code as PublicCode];
}

function withRequestId(error: GraphQLError, requestId: string): GraphQLError {
  return new GraphQLError(error.message, { extensions: { ...error.extensions, requestId } });
}

/** Good enough where nothing may cost anything. */
function mediaTypeOf({ accept }: Headers): string {
  const graphql = 'application/graphql-response+json';
  return accept?.includes(graphql) ? graphql : JSON_TYPE;
}
