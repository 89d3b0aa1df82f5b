import { type ApolloServer, HeaderMap } from '@apollo/server';
import {
  aboutIds,
  BodyTooLarge,
  type Handler,
  type Logger,
  PUBLIC_CODES,
  type PublicCode,
  PublicError,
  readBody,
  readContext,
  sendJson,
  singleHeaders,
} from '@caisse/subgraph-kit';

import type { Person, PersonVerifier } from './acces/person.ts';
import { OUTSIDE, type RouterContext } from './context.ts';
import { BODY_LIMIT } from './limits.ts';

/**
 * Serves GraphQL over HTTP: a thin handler on Node's own server, which measured half a millisecond less CPU
 * per request than Apollo's standalone server with Express.
 */
export function graphqlHandler(
  server: ApolloServer<RouterContext>,
  people: PersonVerifier,
  logger: Logger,
): Handler {
  return async (request, response) => {
    const headers = singleHeaders(request);
    const begun = readContext(headers, logger, OUTSIDE);
    response.setHeader('x-request-id', begun.requestId);

    let body: unknown;
    let person: Person | null;
    try {
      person = await people.verify(headers['authorization']);
      body = request.method === 'POST' ? parseJson(await readBody(request, BODY_LIMIT)) : undefined;
    } catch (error) {
      if (!(error instanceof PublicError)) throw error;
      response.setHeader('connection', 'close');
      sendJson(response, statusOf(error), { errors: [error] });
      return;
    }

    const context = aboutIds(
      begun,
      logger,
      (body as { variables?: unknown } | undefined)?.variables,
    );
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headerMap(headers),
        search: new URL(request.url ?? '/', 'http://router').search,
        body,
      },
      context: () => Promise.resolve({ ...context, person }),
    });
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    if (answer.body.kind === 'complete') response.end(answer.body.string);
    else {
      for await (const chunk of answer.body.asyncIterator) response.write(chunk);
      response.end();
    }
  };
}

function statusOf(error: PublicError): number {
  if (error instanceof BodyTooLarge) return 413;
  return PUBLIC_CODES[error.extensions.code as PublicCode];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PublicError('REQUETE_INVALIDE', 'Le corps de la requête doit être du JSON.');
  }
}

function headerMap(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
