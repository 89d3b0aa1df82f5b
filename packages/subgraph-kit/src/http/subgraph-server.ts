import type { IncomingMessage } from 'node:http';

import type { Headers } from '../context.ts';
import { PublicError } from '../graphql/public-error.ts';
import { createProcessRegistry } from '../metrics.ts';
import type { Subgraph } from '../subgraph.ts';
import type { GraphQLRequest } from '../transport/transport.ts';
import { sendOverloaded } from './admission.ts';
import { ClientGone, clientSignal } from './client-gone.ts';
import { operationalRoutes } from './health.ts';
import {
  type Address,
  type Handler,
  type HttpServer,
  listen,
  readBody,
  sendJson,
} from './server.ts';

/** Only the router and other services call a subgraph: their entity batches may be large. */
const BODY_LIMIT = 2_000_000;

/**
 * Puts a subgraph on a port: `/graphql`, `/vivant`, `/pret`, `/metrics`.
 *
 * @param ending aborted when the process begins to end
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  address: Address,
  ending?: AbortSignal,
): Promise<HttpServer> {
  const graphql: Handler = async (request, response) => {
    let body: GraphQLRequest;
    try {
      body = parseRequest(await readBody(request, BODY_LIMIT));
    } catch (error) {
      if (!(error instanceof PublicError) || error instanceof ClientGone) throw error;
      sendJson(response, 400, { errors: [error] });
      return;
    }
    const answer = await subgraph.execute(body, singleHeaders(request), clientSignal(response));
    const shed = answer.errors?.[0]?.extensions?.['code'] === 'SURCHARGE' && !answer.data;
    if (shed) sendOverloaded(response);
    else sendJson(response, 200, answer);
  };
  await subgraph.start();
  return listen(
    {
      '/graphql': graphql,
      ...operationalRoutes(
        { [subgraph.name]: () => subgraph.ready() },
        [subgraph.metrics.registry, createProcessRegistry(subgraph.name)],
        subgraph.remarks,
        ending,
      ),
    },
    address,
  );
}

/** Request headers with a single value each. */
export function singleHeaders(request: IncomingMessage): Headers {
  return request.headers as Headers;
}

function parseRequest(text: string): GraphQLRequest {
  try {
    const body: unknown = JSON.parse(text);
    if (body !== null && typeof body === 'object' && 'query' in body) return body as GraphQLRequest;
  } catch {
    // Falls through to the same refusal: not JSON and not GraphQL are one fault to the caller.
  }
  throw new PublicError('REQUETE_INVALIDE', 'Le corps doit être une requête GraphQL en JSON.');
}
