import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { forwardedHeaders, readContext } from './context.ts';
import { nobodyWaits } from './http/client-gone.ts';
import type { Identity } from './identity/identity.ts';
import { createLogger } from './logging.ts';

const VENTE = '0199a0c0-5a7e-7c3e-9d52-2f6a1f0f4a11';
const OUTSIDE: Identity = { issuer: 'router', scopes: new Set() };
const read = (headers: Record<string, string>, identity = OUTSIDE) =>
  readContext(headers, {
    logger: createLogger('essai', 'silent'),
    identity,
    signal: nobodyWaits(),
  });

describe('the context of a request', () => {
  test('keeps well-formed ids, so that one sale is one thread through all logs', () => {
    const headers = {
      'x-request-id': '0199a0c0-demande',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    expect(forwardedHeaders(read(headers))).toEqual(headers);
  });

  test('replaces ids that are missing or could forge a log line', () => {
    const context = read({ 'x-request-id': 'x\n{"level":"fatal"}', traceparent: 'n’importe quoi' });
    expect(context.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(context.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  const HEX = '0123456789abcdef';
  const hex = (length: number) =>
    fc
      .array(fc.constantFrom(...Array.from(HEX)), { minLength: length, maxLength: length })
      .map((digits) => digits.join(''));
  const isNull = (text: string) => /^0+$/.test(text);

  test('goes on with a trace of this version or of a later one', () => {
    fc.assert(
      fc.property(
        hex(2),
        hex(32),
        hex(16),
        hex(2),
        fc.constantFrom('', '-', '-x'),
        (v, t, p, f, more) => {
          fc.pre(v !== 'ff' && !isNull(t) && !isNull(p) && (v !== '00' || more === ''));
          const { traceparent } = read({ traceparent: `${v}-${t}-${p}-${f}${more}` });
          expect(traceparent).toBe(`00-${t}-${p}-${f}`);
        },
      ),
    );
  });

  test.each([
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`,
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
    `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01-plus`,
    `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(31)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}`,
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01, 00-${'c'.repeat(32)}-${'b'.repeat(16)}-01`,
    ` 00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    '',
  ])('begins a trace of its own where W3C calls the header invalid: %s', (traceparent) => {
    const begun = read({ traceparent }).traceparent;
    expect(begun).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(begun.slice(3, 35)).not.toBe(traceparent.slice(3, 35));
    expect(begun).not.toMatch(/-0+-/);
  });

  test('believes what a service says it is about, and nobody else', () => {
    const headers = { baggage: `venteId=${VENTE}` };
    expect(read(headers, { issuer: 'vente', scopes: new Set(['service:vente']) }).ids).toEqual({
      venteId: VENTE,
    });
    expect(read(headers).ids).toEqual({});
  });
});
