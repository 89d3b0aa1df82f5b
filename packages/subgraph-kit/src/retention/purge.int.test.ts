import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { createTestDatabase, type TestDatabase, waitFor } from '../test/index.ts';
import { purge, type Query } from './purge.ts';
import { createRetention } from './retention.ts';
import type { RetentionRule } from './rules.ts';

/** Ten past two in the night, and noon, in the stores. */
const NIGHT = new Date('2026-11-27T07:10:00Z');
const NOON = new Date('2026-11-27T17:00:00Z');

const RULE = {
  table: 'essai_retention',
  since: 'fini_le',
  when: 't.libre AND t.touche_le < $1',
  variable: 'RETENTION_ESSAIS_JOURS',
  ...{ days: 30, least: 1, what: 'trials' },
} satisfies RetentionRule;

let base: TestDatabase;
let query: Query;

beforeAll(async () => {
  base = await createTestDatabase('panier');
  query = async <Row>(sql: string, ...values: unknown[]) =>
    (await base.query(sql, values)) as Row[];
  await base.query(`
    CREATE TABLE essai_retention (
      id integer PRIMARY KEY, fini_le timestamptz NOT NULL, libre boolean NOT NULL DEFAULT true, touche_le timestamptz NOT NULL)`);
});

afterAll(() => base.drop());

/** 1,200 rows of sixty days, twenty a day, the oldest first; each tenth is not to go. */
beforeEach(() =>
  base.query(`TRUNCATE essai_retention;
    INSERT INTO essai_retention SELECT n, '2026-11-27T07:10:00Z'::timestamptz - (1200 - n) * interval '72 minutes',
      n % 10 <> 0, '2026-01-01' FROM generate_series(0, 1199) AS n`),
);

const rest = async () =>
  (await base.query<{ n: number }>('SELECT count(*)::int AS n FROM essai_retention'))[0]?.n;
const remove = (overrides: Partial<Parameters<typeof purge>[0]> = {}) =>
  purge({ query, rule: RULE, days: 30, now: NIGHT, pauseMs: 0, goOn: () => true, ...overrides });

test('rows past their time go, in batches, and those that the rule is not about stay', async () => {
  const limits: unknown[] = [];
  const counting: Query = (sql, ...values) => {
    limits.push(values[1]);
    return query(sql, ...values);
  };
  expect(await remove({ query: counting })).toBe(540);
  expect(limits).toEqual([500, 500]);
  expect(await rest()).toBe(660);
  const [left] = await base.query(
    `SELECT count(*)::int AS n FROM essai_retention WHERE libre AND fini_le < '2026-10-28T07:10:00Z'`,
  );
  expect(left).toEqual({ n: 0 });
  expect(await remove()).toBe(0);
});

test('it stops when it is told to, and goes on another time', async () => {
  expect(await remove({ goOn: () => false })).toBe(500);
  expect(await remove({ goOn: () => false })).toBe(40);
});

test('a batch that takes too long is halved', async () => {
  let slow = 2;
  const limits: unknown[] = [];
  const slowly: Query = (sql, ...values) => {
    limits.push(values[1]);
    slow -= 1;
    return slow >= 0
      ? Promise.reject(Object.assign(new Error('canceling statement'), { code: '57014' }))
      : query(sql, ...values);
  };
  expect(await remove({ query: slowly })).toBe(540);
  expect(limits.slice(0, 3)).toEqual([500, 250, 125]);
});

test('one works at a time, and nobody waits for a row that somebody holds', async () => {
  const other = new pg.Client(base.url);
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('retention essai_retention', 0))`,
    );
    expect(await remove()).toBe(0);
    await other.query('ROLLBACK; BEGIN');
    await other.query('SELECT FROM essai_retention WHERE id = 1 FOR UPDATE');
    expect(await remove()).toBe(539);
    await other.query('ROLLBACK');
    expect(await remove()).toBe(1);
  } finally {
    await other.end();
  }
});

test('the task works at its hours only, and measures at any', async () => {
  let now = NOON;
  const metrics = createMetrics('essai');
  const task = createRetention({
    rules: [RULE],
    settings: { RETENTION_ESSAIS_JOURS: 10 },
    query,
    logger: createLogger('essai', 'silent'),
    metrics,
    now: () => Promise.resolve(now),
    intervalMs: 1,
    pauseMs: 0,
  });
  const value = async (name: string) =>
    (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value ?? 0;
  task.start();
  try {
    await waitFor(async () => (await value('retention_age_secondes')) > 0);
    expect(await rest()).toBe(1_200);
    now = NIGHT;
    await waitFor(async () => (await value('retention_dernier_passage_timestamp_seconds')) > 0);
    await waitFor(async () => (await rest()) === 300);
    expect(await value('retention_limite_secondes')).toBe(864_000);
  } finally {
    await task.stop();
  }
});
