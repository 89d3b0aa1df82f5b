import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { inSpan, type SpanOptions, useTracer } from '../telemetry/tracing.ts';
import { createTestDatabase, type TestDatabase } from '../test/index.ts';
import { type Database, openDatabase } from './pool.ts';

const TRACE = 'a'.repeat(32);
const PARENT = `00-${TRACE}-${'b'.repeat(16)}-00`;
/** A statement that says how it reached the server. */
const SELF = `/* essai.soi */ SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()`;

let base: TestDatabase;
let database: Database;
const metrics = createMetrics('essai');

beforeAll(async () => {
  base = await createTestDatabase('caisse');
  database = openDatabase({
    ...{ url: base.url, service: 'essai', poolMax: 1, metrics },
    logger: createLogger('essai', 'silent'),
  });
});

afterAll(async () => {
  await database.close();
  await base.drop();
});

async function seen(): Promise<string> {
  const adapter = await database.adapter.connect();
  const { rows } = await adapter.queryRaw({ sql: SELF, args: [], argTypes: [] });
  return String(rows[0]?.[0]);
}

async function prepared(): Promise<number> {
  const adapter = await database.adapter.connect();
  const { rows } = await adapter.queryRaw({
    ...{ sql: `SELECT count(*)::int FROM pg_prepared_statements`, args: [], argTypes: [] },
  });
  return Number(rows[0]?.[0]);
}

describe('a statement', () => {
  test('is as it was written and prepared once, while nothing is recorded', async () => {
    expect(await seen()).toBe(SELF);
    expect(await seen()).toBe(SELF);
    expect(await prepared()).toBe(1);
  });

  test('carries the trace context of its own span in a trace that is recorded, and is not prepared', async () => {
    const spans: SpanOptions[] = [];
    const tracing = useTracer({
      start: (options) => {
        spans.push(options);
        const id = String(spans.length).padStart(16, '0');
        return { traceparent: `00-${TRACE}-${id}-01`, end: () => undefined };
      },
      stop: () => Promise.resolve(),
    });
    const before = await prepared();
    try {
      const query = await inSpan(
        { service: 'essai', name: 'demande', kind: 'SERVER', traceparent: PARENT },
        () => seen(),
      );
      expect(query).toBe(`${SELF} /*traceparent='00-${TRACE}-${'2'.padStart(16, '0')}-01'*/`);
    } finally {
      await tracing.stop();
    }
    expect(spans.map(({ name }) => name)).toEqual(['demande', 'sql essai.soi']);
    expect(spans[1]?.traceparent).toBe(`00-${TRACE}-${'1'.padStart(16, '0')}-01`);
    expect(await prepared()).toBe(before);
    expect(await seen()).toBe(SELF);
  });

  test('is timed under the method that its first comment names', async () => {
    await seen();
    const { values = [] } =
      (await metrics.registry.getSingleMetric('sql_duree_seconds')?.get()) ?? {};
    const count = values.find(
      (value) =>
        (value as { metricName?: string }).metricName === 'sql_duree_seconds_count' &&
        value.labels['methode'] === 'essai.soi',
    );
    expect(count?.value).toBeGreaterThan(0);
  });
});

describe('the figures of the pool and of the server', () => {
  const read = async (name: string) =>
    (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value;

  test('are there while the database answers', async () => {
    expect(await read('sql_pool_connections_max')).toBe(1);
    expect(await read('pg_base_taille_octets')).toBeGreaterThan(1_000_000);
    expect(await read('pg_base_connexions')).toBeGreaterThanOrEqual(1);
    expect(await read('pg_base_ecriture_la_plus_ancienne_secondes')).toBe(0);
  });

  test('are no figures rather than old ones when it does not', async () => {
    const away = createMetrics('ailleurs');
    const nowhere = openDatabase({
      ...{ url: 'postgresql://127.0.0.1:1/rien', service: 'ailleurs', metrics: away },
      logger: createLogger('ailleurs', 'silent'),
    });
    const { values } = (await away.registry.getSingleMetric('pg_base_connexions')?.get()) ?? {};
    expect(values).toEqual([]);
    await nowhere.close();
  });
});
