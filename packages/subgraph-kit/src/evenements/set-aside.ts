import { Gauge } from 'prom-client';

import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';

/** An event as the log holds it. */
export interface RawEvent {
  id: string;
  type: string;
  /** JSON text. */
  charge: string;
  traceId?: string;
}

/** An event that the consumer does not understand. */
export interface UnreadEvent extends RawEvent {
  /** Its place in its slice, from 0. */
  rank: number;
  reason: string;
}

/** The events that a consumer has put aside, for one whose order does not matter. */
export interface SetAside<Event> {
  /** Some of them, in the order of their ids, after one of them. */
  list(after: string | null, limit: number): Promise<RawEvent[]>;
  count(): Promise<number>;
  /** Reads one again: a newer version may understand it. */
  read(event: RawEvent): { event: Event } | { reason: string };
  /** Applies events that were put aside and forgets that they were, in one statement. */
  resume(events: readonly Event[]): Promise<void>;
}

/** Runs SQL with numbered parameters: Prisma's `$queryRawUnsafe`. */
type Query = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>;

/**
 * Reads the table `evenement_ecarte` of a consumer's own database. Its rows are written by the function that moves the
 * cursor, and removed by the one that applies them.
 */
export function setAsideRows(query: Query): Pick<SetAside<never>, 'list' | 'count'> {
  return {
    list: (after, limit) =>
      query<RawEvent>(
        `/* ecartes.lister */
        SELECT id::text AS id, type, charge, trace_id AS "traceId" FROM evenement_ecarte
        WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY evenement_ecarte.id LIMIT $2::int`,
        after,
        limit,
      ),
    async count() {
      const [row] = await query<{ total: number }>(
        '/* ecartes.compter */ SELECT count(*)::int AS total FROM evenement_ecarte',
      );
      return row?.total ?? 0;
    },
  };
}

const SLICE = 50;

/**
 * Applies what was put aside and can be read now.
 *
 * @returns the events that were applied
 */
export async function resumeSetAside<Event>(setAside: SetAside<Event>): Promise<Event[]> {
  const applied: Event[] = [];
  for (let after: string | null = null; ;) {
    const rows: RawEvent[] = await setAside.list(after, SLICE);
    const events = rows.flatMap((row) => {
      const result = setAside.read(row);
      return 'event' in result ? [result.event] : [];
    });
    if (events.length > 0) await setAside.resume(events);
    applied.push(...events);
    if (rows.length < SLICE) return applied;
    after = rows.at(-1)?.id ?? null;
  }
}

/** Shows how many events wait aside, counted when somebody reads it. Every replica counts the same rows. */
export function measureSetAside(
  name: string,
  { count }: Pick<SetAside<never>, 'count'>,
  { registry }: Pick<Metrics, 'registry'>,
  logger: Pick<Logger, 'warn'>,
): void {
  new Gauge({
    name: 'evenements_ecartes',
    help: 'Events that the consumer did not understand and put aside.',
    labelNames: ['consommateur'],
    registers: [registry],
    async collect() {
      try {
        this.set({ consommateur: name }, await count());
      } catch (err) {
        logger.warn({ err }, 'The events put aside could not be counted');
      }
    },
  });
}
