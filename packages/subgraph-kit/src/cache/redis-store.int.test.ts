import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { startTestRedis, type TestRedis, waitFor, withRedis } from '../test/index.ts';
import { type RemoteStore, redisStore } from './redis-store.ts';
import { storeContract } from './test/store-contract.ts';

const logger = createLogger('essai', 'silent');

withRedis(() => {
  describe('the cache in Redis', () => {
    let redis: TestRedis;
    let store: RemoteStore;

    beforeAll(async () => {
      redis = await startTestRedis();
      store = redisStore({ url: redis.url, timeoutMs: 500 }, logger);
      await waitFor(() => store.state() === 'ready');
    });
    afterAll(async () => {
      await store.close();
      await redis.stop();
    });

    storeContract(() => store);

    test('what somebody else wrote under our keys is told apart, and replaced', async () => {
      const { client } = redis;
      await client.set('f:text', 'bonjour', 'PX', 5_000);
      await client.rpush('f:list', 'a', 'b');
      await client.hset('f:hash', 'a', 'b');
      await client.set('f:forever', 'V|3|{}');
      await client.set('f:long', 'V|3|{}', 'PX', 60_000);
      await client.set('f:lease', 'L|x');
      const keys = ['f:text', 'f:list', 'f:hash', 'f:forever', 'f:long', 'f:lease'];
      expect(await store.lire(keys, 'mine')).toEqual(keys.map(() => ({ kind: 'foreign' })));
      await store.remplir(
        'mine',
        keys.map((key) => ({ key, version: 1, payload: 'x', lifeMs: 5_000 })),
      );
      const values = await store.lire(keys, 'next');
      expect(values.every(({ kind }) => kind === 'value')).toBe(true);
    });

    test('a publication over what somebody else wrote leaves nothing', async () => {
      await redis.client.rpush('g:list', 'a');
      await redis.client.set('g:text', 'bonjour');
      await store.publier(['g:list', 'g:text'].map((key) => ({ key, version: 1, payload: 'x' })));
      expect(await redis.client.exists('g:list', 'g:text')).toBe(0);
    });

    test('an answer that came while this process was busy is not late', async () => {
      await store.lire(['busy'], 'known');
      const impatient = redisStore({ url: redis.url, timeoutMs: 20 }, logger);
      try {
        await waitFor(() => impatient.state() === 'ready');
        await impatient.lire(['busy'], 'known').catch(() => undefined);
        const found = impatient.lire(['busy'], 'mine');
        // The command leaves, and then nothing else runs here for longer than it may take.
        await new Promise(setImmediate);
        const until = performance.now() + 200;
        while (performance.now() < until);
        await expect(found).resolves.toEqual([{ kind: 'leased' }]);
      } finally {
        await impatient.close();
      }
    });

    test('a batch is one round trip', async () => {
      const keys = Array.from({ length: 100 }, (_, i) => `lot:${i}`);
      const calls = async () => {
        const stats = await redis.client.info('commandstats');
        const of = (name: string) =>
          Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
        return of('evalsha') + of('eval');
      };
      await store.lire(['lot:0'], 'known');
      const before = await calls();
      await store.lire(keys, 'a');
      expect(await calls()).toBe(before + 1);
    });

    test('a server without memory keeps nothing old and refuses nobody', async () => {
      await store.lire(['m:1'], 'mine');
      await store.remplir('mine', [{ key: 'm:1', version: 1, payload: 'old', lifeMs: 5_000 }]);
      await redis.client.config('SET', 'maxmemory', '1');
      try {
        await store.publier([{ key: 'm:1', version: 2, payload: 'new' }]);
        expect(await redis.client.exists('m:1')).toBe(0);
        expect(await store.lire(['m:1', 'm:2'], 'other')).toEqual([
          { kind: 'leased' },
          { kind: 'leased' },
        ]);
      } finally {
        await redis.client.config('SET', 'maxmemory', '0');
      }
    });

    test('a server that was killed and is back is used again, and empty', async () => {
      await store.lire(['k:1'], 'mine');
      await store.remplir('mine', [{ key: 'k:1', version: 1, payload: 'x', lifeMs: 5_000 }]);
      await redis.kill();
      await expect(store.lire(['k:1'], 'other')).rejects.toThrow();
      await redis.restart();
      await waitFor(() => store.state() === 'ready');
      expect(await store.lire(['k:1'], 'other')).toEqual([{ kind: 'absent' }]);
    });

    test('a server that hangs is given up after its time, and its late answer harms nobody', async () => {
      redis.freeze();
      try {
        await expect(store.lire(['h:1'], 'late')).rejects.toThrow(/timed out/);
        await expect(store.info()).rejects.toThrow(/timed out/);
        await expect(store.publier([{ key: 'h:1', version: 1, payload: 'x' }])).rejects.toThrow(
          /timed out/,
        );
      } finally {
        redis.thaw();
      }
      await waitFor(() => redis.client.ping());
      expect((await store.lire(['h:2'], 'now'))[0]).toEqual({ kind: 'absent' });
    });
  });
});
