import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { waitFor } from '../test/wait-for.ts';
import { operationalRoutes } from './health.ts';
import { type Handler, type HttpServer, listen, sendJson } from './server.ts';

const logger = createLogger('essai', 'silent');
let server: HttpServer;
let agent: Agent;

async function start(routes: Record<string, Handler>): Promise<void> {
  server = await listen(routes, { host: '127.0.0.1', port: 0, logger });
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
}

afterEach(async () => {
  agent.destroy();
  await server.stop({ cutMs: 0 });
});

/** Asks over the agent's one kept connection. */
function get(path: string): Promise<{ status: number; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(`${server.url}${path}`, { agent }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection });
      });
    })
      .once('error', reject)
      .end();
  });
}

describe('a server that is being stopped', () => {
  test('finishes the request in hand, and closes its connection with the answer', async () => {
    let arrived = () => {};
    let go = () => {};
    const inHand = new Promise<void>((resolve) => (arrived = resolve));
    const allowed = new Promise<void>((resolve) => (go = resolve));
    await start({
      '/lent': async (_request, response) => {
        arrived();
        await allowed;
        sendJson(response, 200, {});
      },
    });
    const answer = get('/lent');
    await inHand;
    const stopped = server.stop();
    await waitFor(() => refuses(server.url));
    go();
    expect(await answer).toEqual({ status: 200, connection: 'close' });
    await stopped;
  });

  test('still answers what comes on an idle connection, for as long as it is told', async () => {
    await start({ '/': (_request, response) => sendJson(response, 200, {}) });
    expect(await get('/')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const stopped = server.stop({ idleMs: 60_000 });
    await waitFor(() => refuses(server.url));
    expect(await get('/')).toEqual({ status: 200, connection: 'close' });
    // That was the last connection: it does not wait out the minute.
    await stopped;
  });

  test('cuts what hangs', async () => {
    let arrived = () => {};
    const inHand = new Promise<void>((resolve) => (arrived = resolve));
    await start({ '/jamais': () => new Promise<void>(() => arrived()) });
    const answer = get('/jamais').catch((error: unknown) => error);
    await inHand;
    await server.stop({ cutMs: 50 });
    expect(await answer).toMatchObject({ code: 'ECONNRESET' });
  });
});

test('a process that begins to end is alive and not ready', async () => {
  const ending = new AbortController();
  await start(operationalRoutes({ essai: () => Promise.resolve() }, [], {}, ending.signal));
  expect(await get('/pret')).toMatchObject({ status: 200 });
  ending.abort();
  expect(await get('/pret')).toMatchObject({ status: 503 });
  expect(await get('/vivant')).toMatchObject({ status: 200 });
});

async function refuses(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}
