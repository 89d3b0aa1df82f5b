import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { PublicError } from '../graphql/public-error.ts';
import type { Logger } from '../logging.ts';
import { ClientGone } from './client-gone.ts';

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
  /**
   * Takes no new connection, answers what comes on those that are open, and closes each after its answer.
   *
   * @param options.idleMs how long connections without a request stay open, so that whoever is just sending
   *   on one is still answered; they are closed at once unless given
   * @param options.cutMs after how long every connection is cut, whatever hangs; never unless given
   */
  stop(options?: { idleMs?: number; cutMs?: number }): Promise<void>;
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
  const inHand = new Set<ServerResponse>();
  let stopping = false;
  const server = createServer((request, response) => {
    if (stopping) response.setHeader('connection', 'close');
    inHand.add(response);
    response.once('close', () => inHand.delete(response));
    dispatch(routes, request, response).catch((err: unknown) => {
      if (err instanceof ClientGone) {
        logger.info({ url: pathOf(request) }, 'The client has hung up');
        return;
      }
      logger.error({ err, url: pathOf(request) }, 'An HTTP request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { erreur: 'Erreur interne.' });
    });
  });
  // Longer than any proxy's own idle time, so that the proxy closes first and never sends into a closed socket.
  server.keepAliveTimeout = 75_000;
  // Whoever sends a header or a body byte by byte does not hold a connection for minutes.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `http://${shownHost}:${actualPort}`,
    async stop({ idleMs = 0, cutMs } = {}) {
      await quietTurn();
      stopping = true;
      for (const response of inHand) {
        if (!response.headersSent) response.setHeader('connection', 'close');
      }
      await new Promise<void>((resolve) => {
        const timers = [setTimeout(() => server.closeIdleConnections(), idleMs)];
        if (cutMs !== undefined) timers.push(setTimeout(() => server.closeAllConnections(), cutMs));
        // HTTP's own close would end idle connections at once, into which a proxy may be sending.
        NetServer.prototype.close.call(server, () => {
          timers.forEach(clearTimeout);
          resolve();
        });
      });
    },
  };
}

/** Longest turn of the event loop that counts as quiet, and how many are waited for. */
const QUIET_MS = 0.5;
const TURNS = 2_000;

/**
 * Waits for a short turn of the event loop. A proxy chooses anew when its connection is refused, but loses what
 * it sent on one that waits in the queue while the queue is closed: right after a turn that only took what
 * waited, there is none.
 */
async function quietTurn(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const start = performance.now();
    await setImmediate();
    if (performance.now() - start < QUIET_MS) return;
  }
}

async function dispatch(
  routes: Readonly<Record<string, Handler>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Who asks by the absolute form means the same (RFC 9112, 3.2.2).
  request.url = originForm(request.url);
  const path = pathOf(request);
  const handler = Object.hasOwn(routes, path) ? routes[path] : routes['*'];
  if (handler) await handler(request, response);
  else sendJson(response, 404, { erreur: 'Rien à cette adresse.' });
}

function originForm(url = '/'): string {
  if (url.startsWith('/') || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

const READING = new Set(['GET', 'HEAD']);

/** Lets nobody write where there is only something to read: 405. */
export function readOnly(handler: Handler): Handler {
  return (request, response) => {
    if (READING.has(request.method ?? '')) return handler(request, response);
    response.setHeader('allow', 'GET, HEAD');
    sendJson(response, 405, { erreur: 'Cette adresse se lit seulement ; GraphQL est à /graphql.' });
  };
}

/** The path of a request, without its query: that may hold what no log may. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
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

/** Bytes that are read and dropped beyond the limit, before the connection is cut. */
const DROPPED = 10_000_000;

/**
 * Reads a request's body as text.
 *
 * @param limit most bytes accepted
 * @throws BodyTooLarge
 * @throws ClientGone when its sender hangs up before its end
 * @throws PublicError REQUETE_INVALIDE when it is not UTF-8
 */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      // The rest is read and dropped: a client hears the refusal only once it has sent all. Not for ever.
      chunks.length = 0;
      if (size > limit + DROPPED) {
        reject(new BodyTooLarge(limit));
        request.destroy();
      }
    });
    request.on('end', () => {
      if (size > limit) {
        reject(new BodyTooLarge(limit));
        return;
      }
      const body = Buffer.concat(chunks);
      if (isUtf8(body)) resolve(body.toString('utf8'));
      else reject(new PublicError('REQUETE_INVALIDE', 'Le corps doit être écrit en UTF-8.'));
    });
    // What breaks a body that is being sent is always its sender's connection.
    request.on('error', () => reject(new ClientGone()));
  });
}
