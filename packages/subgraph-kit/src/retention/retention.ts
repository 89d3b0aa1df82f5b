import { Counter, Gauge } from 'prom-client';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { BackgroundTask } from '../subgraph.ts';
import { oldestAge, purge, type Query } from './purge.ts';
import { isWithin, NIGHT, type RetentionRule, type RetentionSettings } from './rules.ts';

/** What makes the task that removes what is past its time. */
export interface RetentionOptions {
  rules: readonly RetentionRule[];
  settings: RetentionSettings;
  /** Of the service's own database. */
  query: Query;
  logger: Logger;
  metrics: Metrics;
  /** What time it is: the database says so unless told. */
  now?: () => Promise<Date>;
  /** Time between two looks at the clock. */
  intervalMs?: number;
  /** Shortest time between two statements. */
  pauseMs?: number;
}

/**
 * Removes, at quiet hours, the rows that are past their time, table after table. Every replica has this task; each
 * statement lets one of them work.
 */
export function createRetention(options: RetentionOptions): BackgroundTask {
  const { rules, settings, query, logger, intervalMs = 600_000, pauseMs = 100 } = options;
  const { now = databaseClock(query) } = options;
  const hours = settings.RETENTION_HEURES ?? NIGHT;
  const daysOf = ({ variable, days }: RetentionRule) => settings[variable] ?? days;
  const measures = createMeasures(options.metrics);
  for (const rule of rules) measures.limit.set({ table: rule.table }, daysOf(rule) * 86_400);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = true;

  const removeFrom = async (rule: RetentionRule, instant: Date): Promise<void> => {
    const { table } = rule;
    const goOn = (later: Date) => !stopped && isWithin(later, hours);
    const removed = await purge({
      ...{ query, rule, now: instant, pauseMs, goOn },
      days: daysOf(rule),
    });
    measures.removed.inc({ table }, removed);
    measures.lastRun.set({ table }, Date.now() / 1_000);
    if (removed > 0) logger.info({ table, rows: removed }, 'Rows past their time were removed');
  };
  const round = async (): Promise<void> => {
    const instant = await now();
    for (const rule of rules) {
      if (stopped) return;
      if (isWithin(instant, hours)) await removeFrom(rule, instant);
      measures.age.set({ table: rule.table }, await oldestAge(query, rule));
    }
  };
  const look = (): void => {
    running = round()
      .catch((err: unknown) => {
        logger.warn({ err }, 'Rows past their time could not be removed; a later look tries again');
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(look, intervalMs);
      });
  };
  return {
    start() {
      stopped = false;
      look();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function databaseClock(query: Query): () => Promise<Date> {
  return async () => {
    const [row] = await query<{ now: Date }>('/* retention.horloge */ SELECT now() AS now');
    return row?.now ?? new Date();
  };
}

function createMeasures({ registry }: Pick<Metrics, 'registry'>) {
  const common = { labelNames: ['table' as const], registers: [registry] };
  return {
    removed: new Counter({
      name: 'retention_lignes_supprimees_total',
      help: 'Rows removed because they were past their time.',
      ...common,
    }),
    lastRun: new Gauge({
      name: 'retention_dernier_passage_timestamp_seconds',
      help: 'When this process last went through the table.',
      ...common,
    }),
    age: new Gauge({
      name: 'retention_age_secondes',
      help: 'Age of the oldest row that the rule of the table is about.',
      ...common,
    }),
    limit: new Gauge({
      name: 'retention_limite_secondes',
      help: 'How long the rows of the table are kept.',
      ...common,
    }),
  };
}
