import { Gauge, Histogram } from 'prom-client';

import { newTraceparent } from '../context.ts';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { BackgroundTask } from '../subgraph.ts';
import type { SubjectIds } from '../telemetry/subject-ids.ts';
import { startSpan } from '../telemetry/tracing.ts';
import type { Nudges } from './nudges.ts';

/** A slice of a log, in the log's order. */
export interface EventBatch<Event> {
  events: Event[];
  /** Position after the last event of the slice. */
  cursor: string | null;
  /** True when more events are waiting. */
  more: boolean;
}

/** Reads the slice that follows a cursor (null: from the beginning). */
export type ReadEvents<Event> = (after: string | null, limit: number) => Promise<EventBatch<Event>>;

/** What is said of an event when it is applied. */
export interface EventDescription {
  type: string;
  /** Trace and request that wrote it. */
  traceId?: string | undefined;
  requestId: string;
  ids: SubjectIds;
}

/** What makes a consumer. */
export interface ConsumerOptions<Event> {
  /** Name of the consumer, for logs and metrics. */
  name: string;
  read: ReadEvents<Event>;
  /** Reads the cursor that the consumer's own database holds. */
  position: () => Promise<string | null>;
  /**
   * Applies a slice and moves the cursor in one statement of the consumer's own database, on the condition
   * that the cursor still stands at `from`; otherwise another replica was faster, nothing is done, and it
   * resolves to false.
   */
  apply: (events: Event[], from: string | null, to: string) => Promise<boolean>;
  /** Given, each event that was applied has its line in the log and its span, in the trace that wrote it. */
  describe?: (event: Event) => EventDescription;
  nudges: Nudges;
  topic: string;
  logger: Logger;
  metrics: Metrics;
  /** When an event happened; given, the delay from there to its application is measured. */
  occurredAt?: (event: Event) => Date;
  /** Time between polls when no nudge comes. */
  intervalMs?: number;
  /** Most events in a slice. */
  batchSize?: number;
}

/**
 * Follows a log: polls it, sooner when nudged, and applies it slice by slice. A failure is logged and the
 * same slice tried again at the next poll; nothing is skipped.
 */
export function createConsumer<Event>(options: ConsumerOptions<Event>): BackgroundTask {
  const { name, nudges, topic, logger, intervalMs = 500 } = options;
  const lastSuccess = new Gauge({
    name: 'evenements_dernier_succes_timestamp_seconds',
    help: 'When the consumer last caught up with its log.',
    labelNames: ['consommateur'],
    registers: [options.metrics.registry],
  });
  const observeDelay = delayObserver(options);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let nudged = false;
  let stopped = true;
  let stopListening = (): void => undefined;

  const wake = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      // The run in hand may already have read past the place of the new event.
      nudged = true;
      return;
    }
    running = catchUp(options, observeDelay, () => stopped)
      .then(() => {
        lastSuccess.set({ consommateur: name }, Date.now() / 1000);
      })
      .catch((err: unknown) => {
        logger.warn(
          { err, consumer: name },
          'The consumer could not follow its log; it will retry',
        );
        nudged = false;
      })
      .finally(() => {
        running = undefined;
        if (stopped) return;
        if (nudged) {
          nudged = false;
          wake();
        } else timer = setTimeout(wake, intervalMs);
      });
  };

  return {
    start() {
      stopped = false;
      stopListening = nudges.listen(topic, wake);
      wake();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      await running;
    },
  };
}

async function catchUp<Event>(
  options: ConsumerOptions<Event>,
  observeDelay: (events: readonly Event[]) => void,
  isStopped: () => boolean,
): Promise<void> {
  const { read, position, apply, batchSize = 200 } = options;
  for (let more = true; more && !isStopped();) {
    const from = await position();
    const batch = await read(from, batchSize);
    if (batch.cursor !== null && batch.events.length > 0) {
      const start = Date.now();
      if (await apply(batch.events, from, batch.cursor)) {
        observeDelay(batch.events);
        tell(options, batch.events, start);
      }
    }
    more = batch.more;
  }
}

/** Puts the events of a slice into the log and the traces, once they are applied. */
function tell<Event>(
  { name, describe, logger, metrics: { service } }: ConsumerOptions<Event>,
  events: readonly Event[],
  startTime: number,
): void {
  if (!describe) return;
  for (const event of events) {
    const { type, traceId, requestId, ids } = describe(event);
    logger.info({ consumer: name, type, requestId, traceId, ...ids }, 'Event applied');
    startSpan({
      ...{ service, name: `evenement ${type}`, kind: 'CONSUMER', startTime },
      traceparent: newTraceparent(traceId),
      attributes: { 'messaging.consumer.group.name': name, ...ids },
    })?.end();
  }
}

/** Measures the oldest event of a slice: the others waited less. */
function delayObserver<Event>({
  name,
  metrics,
  occurredAt,
}: ConsumerOptions<Event>): (events: readonly Event[]) => void {
  if (!occurredAt) return () => undefined;
  const delay = new Histogram({
    name: 'evenements_delai_secondes',
    help: 'Age of the oldest event of a slice once the slice is applied.',
    labelNames: ['consommateur'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers: [metrics.registry],
  });
  return ([oldest]) => {
    if (oldest === undefined) return;
    const seconds = (Date.now() - occurredAt(oldest).getTime()) / 1_000;
    delay.observe({ consommateur: name }, Math.max(0, seconds));
  };
}
