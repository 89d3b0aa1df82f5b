import { afterEach, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import type { BackgroundTask } from '../subgraph.ts';
import { waitFor } from '../test/wait-for.ts';
import { type ConsumerOptions, createConsumer } from './consumer.ts';
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
      return Promise.resolve({ events, cursor, more: start + limit < log.length });
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
