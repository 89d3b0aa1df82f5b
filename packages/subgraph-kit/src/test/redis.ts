import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { freePort } from '../postgres/free-port.ts';
import { isCi } from './environment.ts';
import { waitFor } from './wait-for.ts';

/** A Redis server of a test, which may be killed, frozen and started again. */
export interface TestRedis {
  url: string;
  port: number;
  /** A client of the onlooker. */
  client: Redis;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  /** SIGSTOP and SIGCONT: connections stay, nothing answers. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const MISSING = 'These tests need redis-server on the PATH: apt-get install redis-server.';

/** Defines tests that need Redis; where there is none one test says so, which fails in CI. */
export function withRedis(define: () => void): void {
  if (spawnSync('redis-server', ['--version']).status === 0) {
    define();
    return;
  }
  // The global one: what starts a Redis also serves programs outside Jest, where its module cannot be imported.
  const { test } = globalThis as unknown as { test: (name: string, body: () => void) => void };
  test('redis-server is there', () => {
    if (isCi()) throw new Error(MISSING);
    console.warn(MISSING);
  });
}

/**
 * Starts a Redis server on a free port of the loopback interface, without persistence.
 *
 * @param settings of redis-server, `{ maxmemory: '2mb' }`
 */
export async function startTestRedis(settings: Record<string, string> = {}): Promise<TestRedis> {
  const port = await freePort();
  // Whatever it writes, it writes there.
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    ...settings,
  };
  const args = Object.entries({ ...options, dir: folder }).flatMap(([k, v]) => [`--${k}`, v]);
  let child: ChildProcess | undefined;
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  // However the test ends, its server ends with it.
  process.once('exit', () => child?.kill('SIGKILL'));

  async function start(): Promise<void> {
    child = spawn('redis-server', args, { stdio: 'ignore' });
    if (client.status === 'wait') await client.connect().catch(() => undefined);
    await waitFor(() => client.ping(), { timeoutMs: 10_000 });
  }
  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  await start();
  return {
    ...{ url: `redis://127.0.0.1:${port}`, port, client, kill },
    restart: async () => {
      await kill();
      await start();
    },
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
    async stop() {
      client.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
