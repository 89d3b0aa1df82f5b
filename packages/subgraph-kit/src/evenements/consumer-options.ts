import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { SubjectIds } from '../telemetry/subject-ids.ts';
import type { Nudges } from './nudges.ts';
import type { SetAside, UnreadEvent } from './set-aside.ts';

/** A slice of a log, in the log's order. */
export interface EventBatch<Event> {
  /** Those that the consumer understands. */
  events: Event[];
  /** Those that it does not. */
  unread: UnreadEvent[];
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
  requestId?: string | undefined;
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
   *
   * @param unread what the same statement puts aside; empty without `setAside`
   */
  apply: (
    events: Event[],
    from: string | null,
    to: string,
    unread: readonly UnreadEvent[],
  ) => Promise<boolean>;
  /**
   * Where events that cannot be read are put, for a consumer for which the order does not matter; they are read again
   * at each start and every ten minutes. Without it the consumer stops in front of such an event.
   */
  setAside?: SetAside<Event>;
  /** Given, each event that was applied has its line in the log and its span, in the trace that wrote it. */
  describe?: (event: Event) => EventDescription;
  nudges: Nudges;
  topic: string;
  logger: Logger;
  metrics: Metrics;
  /** When an event happened, if it says so; given, the delay from there to its application is measured. */
  occurredAt?: (event: Event) => Date | null;
  /** Time between polls when no nudge comes. */
  intervalMs?: number;
  /** Most events in a slice. */
  batchSize?: number;
}
