import { setTimeout as wait } from 'node:timers/promises';

import {
  ROOT_CONTEXT,
  SpanKind,
  type SpanContext,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  BatchSpanProcessor,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace';

import type { SpanOptions, Tracer } from './tracing.ts';

/** Longest that a sending takes, and that the end of a process waits for its last spans. */
const LAST_SENDING_MS = 2_000;

type Resource = NonNullable<TracerProviderOptions['resource']>;

/**
 * Records spans and sends them to an OpenTelemetry collector over HTTP, in batches, off the requests' way. A
 * collector that does not answer costs the spans, nothing else.
 *
 * Whether a trace is recorded is decided by its id alone: every service comes to the same answer, also one that
 * knows no more than the id, as who reads an event does, and nobody outside can ask for it.
 *
 * @param endpoint base address of the collector; `/v1/traces` is added
 * @param ratio share of the traces that is recorded
 */
export function createOtlpTracer(endpoint: string, ratio: number): Tracer {
  const processor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({
      url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
      timeoutMillis: LAST_SENDING_MS,
    }),
    scheduledDelayMillis: 1_000,
  });
  const sampler = new TraceIdRatioBasedSampler(ratio);
  const isSampled = (traceId: string) =>
    ratio >= 1 ||
    sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
  const providers = new Map<string, { provider: TracerProvider; tracer: OtelTracer }>();
  const tracerOf = (service: string): OtelTracer => {
    let known = providers.get(service);
    if (!known) {
      const provider = new TracerProvider({
        resource: resourceOf(service),
        spanProcessors: [processor],
      });
      known = { provider, tracer: provider.getTracer('caisse') };
      providers.set(service, known);
    }
    return known.tracer;
  };

  return {
    start({ service, name, kind, traceparent, attributes = {}, startTime }: SpanOptions) {
      const parent = contextOf(traceparent);
      if (!isSampled(parent.traceId)) return null;
      const span = tracerOf(service).startSpan(
        name,
        { kind: SpanKind[kind], attributes, ...(startTime !== undefined && { startTime }) },
        trace.setSpanContext(ROOT_CONTEXT, parent),
      );
      return {
        traceparent: `00-${parent.traceId}-${span.spanContext().spanId}-01`,
        end(error) {
          if (error !== undefined) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
          }
          span.end();
        },
      };
    },
    // A collector that is away must not hold up, or fail, the end of a service.
    stop: () =>
      Promise.race([
        processor.shutdown().catch(() => undefined),
        wait(LAST_SENDING_MS, undefined, { ref: false }),
      ]),
  };
}

/** The kind of an error: its message may hold what a person wrote. */
function messageOf(error: unknown): string {
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    return typeof code === 'string' ? `${error.name} ${code}` : error.name;
  }
  return typeof error === 'string' ? error : 'unknown';
}

/** A trace context, which was checked when it came in, as OpenTelemetry has it. */
function contextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/**
 * Who makes the spans. The package that makes resources exists twice in this tree, since the gateway wants an old
 * one; of ours only the exporter reads it, and it reads the attributes.
 */
function resourceOf(service: string): Resource {
  const attributes = { 'service.name': service, 'service.namespace': 'caisse' };
  const resource: Resource = {
    attributes,
    merge: () => resource,
    getRawAttributes: () => Object.entries(attributes),
  };
  return resource;
}
