import { AsyncLocalStorage } from 'node:async_hooks';

import { ClientGone } from '../http/client-gone.ts';

/** What a span is about, in the words of OpenTelemetry's semantic conventions. */
export type Attributes = Record<string, string | number>;

export type SpanKind = 'SERVER' | 'CLIENT' | 'CONSUMER';

/** A piece of work of one service. */
export interface SpanOptions {
  service: string;
  name: string;
  kind: SpanKind;
  /** W3C trace context of what caused it. */
  traceparent: string;
  attributes?: Attributes;
  /** When it began, in milliseconds since 1970; now unless told. */
  startTime?: number;
}

/** A span that has begun. */
export interface Span {
  /** W3C trace context for what this work causes. */
  readonly traceparent: string;
  /** @param error what made the work fail, if it did */
  end(error?: unknown): void;
}

/** What records spans and sends them away. */
export interface Tracer {
  /** @returns null for a trace that is not among the sampled ones */
  start(options: SpanOptions): Span | null;
  /** Sends what is still here. */
  stop(): Promise<void>;
}

/** Where the spans go. */
export interface TracingOptions {
  /** Base address of the collector; absent: nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  /** Share of the traces that is recorded, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: number;
}

let tracer: Tracer | undefined;
/** The trace context of the work in hand. Never entered unless spans are recorded: following promises costs. */
const current = new AsyncLocalStorage<string>();

/**
 * Starts to export spans, when a collector is configured; OpenTelemetry is loaded only then. Process-wide, because
 * the address is: the services of a process are told apart by their names.
 *
 * @returns what stops it
 */
export async function startTracing({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: TracingOptions): Promise<{ stop(): Promise<void> }> {
  if (endpoint === undefined) return { stop: () => Promise.resolve() };
  const { createOtlpTracer } = await import('./otlp.ts');
  return useTracer(createOtlpTracer(endpoint, ratio));
}

/** Makes a tracer the one of this process, until it is stopped. */
export function useTracer(used: Tracer): { stop(): Promise<void> } {
  tracer = used;
  return {
    stop: async () => {
      if (tracer === used) tracer = undefined;
      await used.stop();
    },
  };
}

/** Begins a span whose end the caller tells. @returns null when nothing is recorded */
export function startSpan(options: SpanOptions): Span | null {
  return tracer?.start(options) ?? null;
}

/**
 * Does some work in a span. Statements and spans that it causes find their place below it.
 *
 * @param work receives the trace context to hand on; `options.traceparent` itself when nothing is recorded
 * @param failureOf says whether a value that was returned is a failure
 */
export async function inSpan<Value>(
  options: SpanOptions,
  work: (traceparent: string) => Promise<Value>,
  failureOf: (value: Value) => unknown = () => undefined,
): Promise<Value> {
  const span = startSpan(options);
  if (!span) return work(options.traceparent);
  try {
    const value = await current.run(span.traceparent, () => work(span.traceparent));
    span.end(failureOf(value));
    return value;
  } catch (error) {
    span.end(error instanceof ClientGone ? undefined : error);
    throw error;
  }
}

/** Trace context of the recorded work that is being done here; undefined when nothing is recorded. */
export function currentTraceparent(): string | undefined {
  return tracer && current.getStore();
}
