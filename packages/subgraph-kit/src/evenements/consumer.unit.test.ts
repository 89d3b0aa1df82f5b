import { afterEach, describe, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import type { BackgroundTask } from '../subgraph.ts';
import { waitFor } from '../test/wait-for.ts';
import type { ConsumerOptions } from './consumer-options.ts';
import { createConsumer } from './consumer.ts';
import { localNudges, type Nudges } from './nudges.ts';

const FOREVER = 3_600_000;
let task: BackgroundTask;
afterEach(() => task.stop());

/** A log of numbers and a consumer that keeps them; the cursor is the position of the last one. */
function follow(log: number[], overrides: Partial<ConsumerOptions<number>> = {}) {
  const state = { cursor: null as string | null, applied: [] as number[] };
  const nudges: Nudges = localNudges();
  task = createConsumer<number>({
    name: 'essai',
    read: (after, limit) => {
      const start = Number(after ?? 0);
      const events = log.slice(start, start + limit);
      const cursor = String(start + events.length);
      return Promise.resolve({ events, unread: [], cursor, more: start + limit < log.length });
    },
    position: () => Promise.resolve(state.cursor),
    apply: (events, from, to) => {
      if (state.cursor !== from) return Promise.resolve(false);
      state.applied.push(...events);
      state.cursor = to;
      return Promise.resolve(true);
    },
    nudges,
    topic: 'essai',
    logger: createLogger('essai', 'silent'),
    metrics: createMetrics('essai'),
    intervalMs: FOREVER,
    batchSize: 2,
    ...overrides,
  });
  task.start();
  return { state, nudges };
}

test('reads the whole log, slice after slice, without waiting between full slices', async () => {
  const { state } = follow([1, 2, 3, 4, 5]);
  await waitFor(() => state.applied.length === 5);
  expect(state.applied).toEqual([1, 2, 3, 4, 5]);
});

test('reads a new event when nudged, long before the next poll', async () => {
  const log = [1];
  const { state, nudges } = follow(log);
  await waitFor(() => state.applied.length === 1);
  log.push(2);
  nudges.send('essai');
  await waitFor(() => state.applied.length === 2);
});

test('polls without any nudge', async () => {
  const log: number[] = [];
  const { state } = follow(log, { intervalMs: 5 });
  log.push(1);
  await waitFor(() => state.applied.length === 1);
});

test('tries the same slice again after a failure, and skips nothing', async () => {
  let failures = 3;
  const state = { cursor: null as string | null, applied: [] as number[] };
  follow([1, 2, 3], {
    intervalMs: 5,
    position: () => Promise.resolve(state.cursor),
    apply: (events, _from, to) => {
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(new Error('the database is away'));
      }
      state.applied.push(...events);
      state.cursor = to;
      return Promise.resolve(true);
    },
  });
  await waitFor(() => state.applied.length === 3);
  expect(state.applied).toEqual([1, 2, 3]);
});

test('halves a slice that runs out of time, down to one, and grows again', async () => {
  const sizes: number[] = [];
  const state = { cursor: null as string | null, applied: 0 };
  const log = Array.from({ length: 200 }, (_, n) => n);
  follow(log, {
    intervalMs: 1,
    batchSize: 40,
    position: () => Promise.resolve(state.cursor),
    apply: (events, _from, to) => {
      sizes.push(events.length);
      // What PostgreSQL says at its statement time-out.
      if (state.applied === 0 && events.length > 1) {
        return Promise.reject(Object.assign(new Error('canceling statement'), { code: '57014' }));
      }
      state.applied += events.length;
      state.cursor = to;
      return Promise.resolve(true);
    },
  });
  await waitFor(() => state.applied === 200);
  expect(sizes.slice(0, 8)).toEqual([40, 20, 10, 5, 2, 1, 3, 5]);
  expect(Math.max(...sizes.slice(6))).toBeGreaterThan(20);
});

describe('an event that cannot be read', () => {
  /** A log of words; the consumer understands those that begin with a letter. */
  const words = ['a', 'b', '3', 'd'];
  const read = (after: string | null, limit: number) => {
    const start = Number(after ?? 0);
    const slice = words.slice(start, start + limit);
    const good = (word: string) => /^[a-z]/.test(word);
    return Promise.resolve({
      events: slice.filter(good),
      unread: slice.flatMap((word, rank) =>
        good(word) ? [] : [{ id: word, type: 'mot', charge: word, rank, reason: 'not a word' }],
      ),
      cursor: String(start + slice.length),
      more: start + limit < words.length,
    });
  };

  function followWords(overrides: Partial<ConsumerOptions<string>>) {
    const state = { cursor: null as string | null, applied: [] as string[], polls: 0 };
    task = createConsumer<string>({
      name: 'essai',
      read,
      position: () => {
        state.polls += 1;
        return Promise.resolve(state.cursor);
      },
      apply: (events, _from, to) => {
        state.applied.push(...events);
        state.cursor = to;
        return Promise.resolve(true);
      },
      nudges: localNudges(),
      topic: 'essai',
      logger: createLogger('essai', 'silent'),
      metrics: createMetrics('essai'),
      intervalMs: 1,
      ...overrides,
    });
    task.start();
    return state;
  }

  test('stops a consumer right in front of it, when the order matters', async () => {
    const state = followWords({});
    await waitFor(() => state.polls > 5);
    expect(state.applied).toEqual(['a', 'b']);
    expect(state.cursor).toBe('2');
  });

  test('is put aside with the slice when the order does not matter, and applied once it can be', async () => {
    const aside: string[] = [];
    let clever = false;
    const setAside = {
      list: (after: string | null) =>
        Promise.resolve(after === null ? aside.map((id) => ({ id, type: 'mot', charge: id })) : []),
      count: () => Promise.resolve(aside.length),
      read: ({ id }: { id: string }) => (clever ? { event: id } : { reason: 'not a word' }),
      resume: (events: readonly string[]) => {
        state.applied.push(...events);
        aside.length = 0;
        return Promise.resolve();
      },
    };
    const state = followWords({
      setAside,
      apply: (events, _from, to, unread) => {
        state.applied.push(...events);
        aside.push(...unread.map(({ id }) => id));
        state.cursor = to;
        return Promise.resolve(true);
      },
    });
    await waitFor(() => state.applied.length === 3 && state.polls > 3);
    expect(aside).toEqual(['3']);
    await task.stop();
    clever = true;
    task.start();
    await waitFor(() => state.applied.length === 4);
    expect(state.applied).toEqual(['a', 'b', 'd', '3']);
  });
});
