import pg from 'pg';

import type { Metrics } from '../metrics.ts';
import { currentTraceparent, inSpan } from '../telemetry/tracing.ts';
import { methodOf, sqlOf } from './statement-names.ts';

/**
 * A pool that measures its statements. In a trace that is recorded a statement also gets a span, and carries the
 * trace context to PostgreSQL's log and pg_stat_activity (ADR 0013).
 */
export function observedQueries(metrics: Metrics): typeof pg.Pool {
  return class extends pg.Pool {
    // The driver's overloads cannot be restated without loss; who passes a callback is not timed.
    override query(...args: unknown[]): never {
      const send = (query: unknown) =>
        (super.query as (...all: unknown[]) => Promise<unknown>).call(
          this,
          query,
          ...args.slice(1),
        );
      if (typeof args.at(-1) === 'function') return send(args[0]) as never;
      return observed(metrics, args[0], send) as never;
    }
  };
}

async function observed(
  { service, sqlDuration }: Metrics,
  query: unknown,
  send: (query: unknown) => Promise<unknown>,
): Promise<unknown> {
  const methode = methodOf(sqlOf(query)) ?? 'autre';
  const traceparent = currentTraceparent();
  const start = performance.now();
  try {
    if (traceparent === undefined) return await send(query);
    return await inSpan(
      {
        ...{ service, traceparent, name: `sql ${methode}`, kind: 'CLIENT' },
        attributes: { 'db.system.name': 'postgresql', 'db.query.summary': methode },
      },
      (own) => send(traced(query, own)),
    );
  } finally {
    sqlDuration.observe({ methode }, (performance.now() - start) / 1_000);
  }
}

/**
 * Adds the trace context to a statement, in the form that tools read (sqlcommenter). The text is another each time,
 * so it cannot be a prepared one.
 */
function traced(query: unknown, traceparent: string): unknown {
  const comment = ` /*traceparent='${traceparent}'*/`;
  if (typeof query === 'string') return query + comment;
  return { ...(query as object), text: sqlOf(query) + comment, name: undefined };
}
