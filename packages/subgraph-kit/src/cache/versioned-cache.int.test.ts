import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { startTestRedis, type TestRedis, waitFor, withRedis } from '../test/index.ts';
import { type RemoteStore, redisStore } from './redis-store.ts';
import { cacheContract } from './test/cache-contract.ts';
import { createBench } from './test/bench.ts';

/** A busy machine must not look like a slow Redis to tests that count. */
const PATIENT_MS = 5_000;

const logger = createLogger('essai', 'silent');

withRedis(() => {
  let redis: TestRedis;
  const opened: RemoteStore[] = [];
  const openStore = async (url = redis.url, timeoutMs = PATIENT_MS) => {
    const store = redisStore({ url, timeoutMs }, logger);
    opened.push(store);
    await waitFor(() => store.state() === 'ready');
    return store;
  };
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await redis.client.flushall();
  });
  afterAll(() => redis.stop());

  describe('reading through Redis', () => {
    let store: RemoteStore;
    beforeAll(async () => {
      store = redisStore({ url: redis.url, timeoutMs: PATIENT_MS }, logger);
      await waitFor(() => store.state() === 'ready');
    });
    afterAll(() => store.close());
    cacheContract(() => store);
  });

  describe('when Redis is not what it should be', () => {
    test('a value cut short or made by somebody else is read from the database, and counted', async () => {
      const bench = createBench(await openStore(), { trustAfterMs: 0 });
      bench.writeUntold('a', 4);
      bench.writeUntold('b', 5);
      await redis.client.set('essai:a', 'V|1|[4', 'PX', 5_000);
      await redis.client.lpush('essai:b', 'x');
      expect(await bench.read('a', 'b')).toEqual([4, 5]);
      expect(await bench.reads('etranger')).toBe(2);
    });

    test('a write that could not be told is read past the cache by the process that made it', async () => {
      const bench = createBench(await openStore(redis.url, 500), { trustAfterMs: 0 });
      bench.writeUntold('a', 1);
      await bench.read('a');
      await waitFor(async () => (await bench.trips('remplir')) === 1);
      redis.freeze();
      try {
        await bench.write('a', 2);
      } finally {
        redis.thaw();
      }
      expect(await bench.trips('publier', 'echoue')).toBe(1);
      await waitFor(() => redis.client.ping());
      // As if the late command had been lost on its way.
      await redis.client.set('essai:a', 'V|1|[1]', 'PX', 5_000);
      expect(await bench.read('a')).toEqual([2]);
      expect(await bench.reads('contournement')).toBe(1);
    });

    test('dead, it costs nothing but the database; back, it is used again after it has proved itself', async () => {
      const bench = createBench(await openStore(), { trustAfterMs: 300 });
      bench.writeUntold('a', 1);
      await waitFor(async () => {
        await bench.read('a');
        return (await bench.reads('succes')) > 0;
      });
      await redis.kill();
      for (let i = 1; i <= 20; i += 1) {
        await bench.write('a', i);
        expect(await bench.read('a')).toEqual([i]);
      }
      expect(bench.cache.state()).toBe('hors de portée');
      await redis.restart();
      const before = await bench.reads('succes');
      await waitFor(async () => {
        expect(await bench.read('b')).toEqual([null]);
        return (await bench.reads('succes')) > before;
      });
      expect(bench.cache.state()).toBe('ready');
    });

    test('frozen, it is given up after some time-outs, and requests no longer wait for it', async () => {
      const bench = createBench(await openStore(redis.url, 50), { trustAfterMs: 0 });
      bench.writeUntold('a', 1);
      // All went well until now.
      for (let i = 0; i < 50; i += 1) await bench.read('a');
      redis.freeze();
      try {
        await waitFor(
          async () => {
            expect(await bench.read('a')).toEqual([1]);
            return bench.cache.state() === 'hors de portée';
          },
          { intervalMs: 1 },
        );
        const tried = await bench.trips('lire', 'echoue');
        expect(tried).toBeLessThanOrEqual(6);
        await bench.write('a', 2);
        expect(await bench.read('a')).toEqual([2]);
        expect(await bench.trips('lire', 'echoue')).toBe(tried);
      } finally {
        redis.thaw();
      }
      await waitFor(async () => {
        await bench.read('b');
        return bench.cache.state() === 'ready';
      });
    });

    test('a connection that drops in the middle of an answer is one read from the database', async () => {
      const { url, cutAfter, close } = await cuttingProxy(redis.port);
      try {
        const bench = createBench(await openStore(url), { trustAfterMs: 0 });
        const ids = Array.from({ length: 100 }, (_, i) => `r${i}`);
        for (const id of ids) bench.writeUntold(id, 3);
        await bench.read(...ids);
        await waitFor(async () => (await bench.trips('remplir')) === 1);
        cutAfter(200);
        expect(await bench.read(...ids)).toEqual(ids.map(() => 3));
        expect(await bench.reads('erreur')).toBe(100);
        cutAfter(Infinity);
        await waitFor(async () => {
          await bench.read(...ids);
          return (await bench.reads('succes')) >= 100;
        });
      } finally {
        close();
      }
    });
  });
});

/** Passes bytes on to Redis, and cuts connections after so many bytes of the next answer. */
async function cuttingProxy(port: number) {
  let left = Infinity;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => {
      const part = bytes.subarray(0, left);
      left -= part.length;
      if (left <= 0) client.end(part, () => client.destroy());
      else client.write(part);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes: number) => {
      left = bytes;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
