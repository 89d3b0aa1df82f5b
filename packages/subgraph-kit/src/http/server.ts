import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PublicError } from '../graphql/public-error.ts';

/** Answers one HTTP request; a thrown PublicError becomes its status, anything else a 500. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A listening HTTP server. */
export interface HttpServer {
  /** Where it listens, `http://127.0.0.1:4000`. */
  url: string;
  /** Takes no new request, lets those in hand finish, then closes. */
  stop(): Promise<void>;
}

/**
 * Starts an HTTP server.
 *
 * @param routes handler by exact path; `*` takes the rest
 * @throws Error when the port is taken
 */
export async function listen(
  routes: Readonly<Record<string, Handler>>,
  { host, port }: { host: string; port: number },
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void dispatch(routes, request, response);
  });
  // Longer than any proxy's own idle time, so that the proxy closes first and never sends into a closed socket.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `http://${shownHost}:${actualPort}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function dispatch(
  routes: Readonly<Record<string, Handler>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const handler = routes[path] ?? routes['*'];
  try {
    if (handler) await handler(request, response);
    else sendJson(response, 404, { erreur: 'Rien à cette adresse.' });
  } catch {
    if (!response.headersSent) sendJson(response, 500, { erreur: 'Erreur interne.' });
    else response.destroy();
  }
}

/**
 * Answers JSON.
 *
 * @param body anything JSON can hold
 */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/**
 * Reads a request's body as text.
 *
 * @param limit most bytes accepted
 * @throws PublicError REQUETE_INVALIDE when the body is larger
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      throw new PublicError('REQUETE_INVALIDE', `Le corps de la requête dépasse ${limit} octets.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
