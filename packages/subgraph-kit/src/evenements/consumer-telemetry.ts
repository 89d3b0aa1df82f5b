import { Histogram } from 'prom-client';

import { newTraceparent } from '../context.ts';
import { startSpan } from '../telemetry/tracing.ts';
import type { ConsumerOptions } from './consumer-options.ts';
import type { UnreadEvent } from './set-aside.ts';

/** Says which events were put aside, and why. */
export function warn<Event>(
  { name, logger }: ConsumerOptions<Event>,
  unread: readonly UnreadEvent[],
): void {
  for (const { id, type, reason, traceId } of unread) {
    logger.error({ consumer: name, evenementId: id, type, reason, traceId }, 'Event set aside');
  }
}

/** Puts the events of a slice into the log and the traces, once they are applied. */
export function tell<Event>(
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
export function delayObserver<Event>({
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
    const instant = occurredAt(oldest);
    if (!instant) return;
    const seconds = (Date.now() - instant.getTime()) / 1_000;
    delay.observe({ consommateur: name }, Math.max(0, seconds));
  };
}
