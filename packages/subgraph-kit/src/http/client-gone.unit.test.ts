import { connect, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger, type Logger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { createSubgraph, type Subgraph } from '../subgraph.ts';
import { headersOf, testCredentials } from '../test/identities.ts';
import { waitFor } from '../test/wait-for.ts';
import { httpTransport } from '../transport/http.ts';
import { inProcessTransport } from '../transport/in-process.ts';
import { observedTransport } from '../transport/observed.ts';
import { SUBGRAPHS, type SubgraphName, type Transport } from '../transport/transport.ts';
import { ClientGone } from './client-gone.ts';
import { type HttpServer, listen, readBody } from './server.ts';
import { serveSubgraph } from './subgraph-server.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @public on FIELD_DEFINITION
  type Query { attendre: Int @public, repondre: Int @public }
`;

let lines: { level: string; msg: string }[];
let logger: Logger;
let subgraph: Subgraph;
let server: HttpServer;
/** Signals of the requests that reached a resolver, and what lets `attendre` go. */
let signals: AbortSignal[];
let release: () => void;

beforeEach(async () => {
  lines = [];
  signals = [];
  logger = createLogger('essai', 'info', {
    write: (line) => lines.push(JSON.parse(line) as (typeof lines)[number]),
  });
  const released = new Promise<void>((resolve) => (release = resolve));
  subgraph = createSubgraph({
    name: 'caisse',
    typeDefs: SDL,
    resolvers: {
      Query: {
        attendre: async (_source: unknown, _args: unknown, { signal }: { signal: AbortSignal }) => {
          signals.push(signal);
          await released;
          return 1;
        },
        repondre: (_source: unknown, _args: unknown, { signal }: { signal: AbortSignal }) =>
          signals.push(signal),
      },
    },
    context: (request) => request,
    publicKeys: testCredentials('caisse').publicKeys,
    logger,
    metrics: createMetrics('caisse'),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
  server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger });
});
afterEach(async () => {
  release();
  await server.stop({ cutMs: 0 });
  await subgraph.stop();
});

function write(url: string, text: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(text));
  return socket.on('error', () => undefined);
}

const head = (length: number, identity = '') =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nx-identity: ${identity}\r\ncontent-length: ${length}\r\n\r\n`;
const failures = () => lines.filter(({ level }) => !['info', 'debug'].includes(level));
const counted = async () =>
  (await subgraph.metrics.operations.get()).values.map(({ labels }) => labels.resultat);

describe('a client that hangs up', () => {
  test('while it sends its request is no error', async () => {
    let arrived = false;
    const bare = await listen(
      {
        '/': async (request) => {
          arrived = true;
          await readBody(request, 1_000);
        },
      },
      { host: '127.0.0.1', port: 0, logger },
    );
    const socket = write(bare.url, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"q');
    await waitFor(() => arrived);
    socket.resetAndDestroy();
    await waitFor(() => lines.some(({ msg }) => msg === 'The client has hung up'));
    expect(failures()).toEqual([]);
    await bare.stop({ cutMs: 0 });
  });

  test.each(['reset', 'closed'])(
    'before its answer aborts the signal, and nothing else: %s',
    async (how) => {
      const { 'x-identity': identity } = await headersOf('caisse', 'anonymous');
      const body = '{"query":"{ attendre }"}';
      const socket = write(server.url, head(body.length, identity) + body);
      await waitFor(() => signals.length === 1);
      expect(signals[0]?.aborted).toBe(false);
      if (how === 'reset') socket.resetAndDestroy();
      else socket.end();
      await waitFor(() => signals[0]?.aborted);
      release();
      await waitFor(async () => (await counted()).length > 0);
      expect(await counted()).toEqual(['succes']);
      expect(failures()).toEqual([]);
    },
  );
});

describe.each(['http', 'in process'])('a call %s', (kind) => {
  let transport: Transport;
  let close: () => Promise<void>;
  const metrics = createMetrics('router');
  beforeEach(() => {
    const urls = Object.fromEntries(SUBGRAPHS.map((name) => [name, `${server.url}/graphql`]));
    const http = httpTransport(urls as Record<SubgraphName, string>);
    close = () => http.close();
    const bare = kind === 'http' ? http : inProcessTransport(new Map([['caisse', subgraph]]));
    transport = observedTransport(bare, metrics);
  });
  afterEach(() => close());

  const send = async (query: string, signal: AbortSignal) =>
    transport.send(
      'caisse',
      { query },
      { headers: await headersOf('caisse', 'anonymous'), timeoutMs: 60_000, signal },
    );

  test('whose client goes away is let go, and the service learns it and goes on', async () => {
    const client = new AbortController();
    const call = send('{ attendre }', client.signal).catch((error: unknown) => error);
    await waitFor(() => signals.length === 1);
    client.abort();
    expect(await call).toBeInstanceOf(ClientGone);
    await waitFor(() => signals[0]?.aborted);
    release();
    await waitFor(async () => (await counted()).length > 0);
    expect(await counted()).toEqual(['succes']);
    expect(failures()).toEqual([]);
    const calls = (await metrics.calls.get()).values.map(({ labels }) => labels.resultat);
    expect(calls).not.toContain('echec');
    expect(calls).not.toContain('erreur');
  });

  test('is not begun for a client that has gone', async () => {
    await expect(send('{ repondre }', AbortSignal.abort())).rejects.toBeInstanceOf(ClientGone);
    expect(signals).toEqual([]);
  });

  test('that was answered leaves nothing to abort', async () => {
    const client = new AbortController();
    expect(await send('{ repondre }', client.signal)).toMatchObject({ data: { repondre: 1 } });
    // Whatever the server learns of the connection afterwards.
    await server.stop({ cutMs: 0 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
