import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PublicError } from '../graphql/public-error.ts';
import type { Logger } from '../logging.ts';

/** Answers one HTTP request; an error it throws is logged and answered by a 500. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Where to listen, and where to report a handler that failed. */
export interface Address {
  host: string;
  /** 0 takes a free port. */
  port: number;
  logger: Logger;
}

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
  { host, port, logger }: Address,
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    dispatch(routes, request, response).catch((err: unknown) => {
      logger.error({ err, url: request.url }, 'An HTTP request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { erreur: 'Erreur interne.' });
    });
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
  if (handler) await handler(request, response);
  else sendJson(response, 404, { erreur: 'Rien à cette adresse.' });
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

/** The body is larger than the server accepts. */
export class BodyTooLarge extends PublicError {
  constructor(limit: number) {
    super('REQUETE_INVALIDE', `Le corps de la requête dépasse ${limit / 1_000} ko.`);
  }
}

/**
 * Reads a request's body as text.
 *
 * @param limit most bytes accepted
 * @throws BodyTooLarge
 */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Beyond the limit the rest is read and dropped: a client hears the refusal only if it may finish sending.
      if (size > limit) reject(new BodyTooLarge(limit));
      else chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('error', reject);
  });
}
