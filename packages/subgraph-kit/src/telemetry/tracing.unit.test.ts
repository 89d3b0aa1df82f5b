import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { currentTraceparent, inSpan, startSpan, startTracing } from './tracing.ts';

const TRACE = '0123456789abcdef0123456789abcdef';
const PARENT = `00-${TRACE}-${'b'.repeat(16)}-00`;
const OPTIONS = { service: 'vente', name: 'essai', kind: 'SERVER' as const, traceparent: PARENT };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A collector on a free port, with the bodies it received. */
async function collector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      bodies.push(`${request.url ?? ''} ${text}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('without a collector', () => {
  test('nothing is recorded, and the trace context passes through untouched', async () => {
    const tracing = await startTracing({ OTEL_TRACES_SAMPLER_ARG: 1 });
    expect(startSpan(OPTIONS)).toBeNull();
    expect(await inSpan(OPTIONS, (traceparent) => Promise.resolve(traceparent))).toBe(PARENT);
    expect(currentTraceparent()).toBeUndefined();
    await tracing.stop();
  });
});

describe('with a collector', () => {
  test('spans arrive in OTLP, each below what caused it, with the failure that ended it', async () => {
    const { bodies, url } = await collector();
    const tracing = await startTracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
      OTEL_TRACES_SAMPLER_ARG: 1,
    });
    let below = '';
    await expect(
      inSpan(OPTIONS, async (traceparent) => {
        expect(traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
        expect(traceparent).not.toContain('b'.repeat(16));
        expect(currentTraceparent()).toBe(traceparent);
        below = await inSpan({ ...OPTIONS, name: 'dessous', traceparent }, (own) =>
          Promise.resolve(own),
        );
        throw new Error('la base est partie');
      }),
    ).rejects.toThrow('la base est partie');
    await tracing.stop();

    expect(bodies[0]).toMatch(/^\/v1\/traces /);
    const sent = bodies.join('\n');
    expect(sent).toContain('"stringValue":"vente"');
    expect(sent).toContain('"name":"dessous"');
    expect(sent).toContain(`"parentSpanId":"${'b'.repeat(16)}"`);
    expect(sent).toContain(below.split('-')[2]);
    // Its kind, for its message may hold what a person wrote.
    expect(sent).toContain('"status":{"code":2,"message":"Error"}');
    expect(sent).not.toContain('la base est partie');
    expect(startSpan(OPTIONS)).toBeNull();
  });

  test('a share of the traces is recorded, the same ones by whoever knows the id', async () => {
    const { url } = await collector();
    const tracing = await startTracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_TRACES_SAMPLER_ARG: 0.5,
    });
    const ids = Array.from({ length: 400 }, (_, i) =>
      (i * 2_654_435_761).toString(16).padStart(8, '0').repeat(4).slice(0, 24).concat('deadbeef'),
    );
    const recorded = (id: string, span: string, flags: string) =>
      startSpan({ ...OPTIONS, traceparent: `00-${id}-${span.repeat(16)}-${flags}` }) !== null;
    const first = ids.map((id) => recorded(id, 'b', '00'));
    expect(ids.map((id) => recorded(id, 'c', '01'))).toEqual(first);
    const share = first.filter(Boolean).length / ids.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
    await tracing.stop();
  });

  test('one that is away costs nothing but its spans', async () => {
    const tracing = await startTracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_TRACES_SAMPLER_ARG: 1,
    });
    expect(await inSpan(OPTIONS, () => Promise.resolve('fait'))).toBe('fait');
    await tracing.stop();
  });
});
