import { describe, expect, test } from '@jest/globals';

import { forwardedHeaders, readContext } from './context.ts';
import { createLogger } from './logging.ts';

const TOKEN = 'jeton-de-service-des-tests';
const read = (headers: Record<string, string>) =>
  readContext(headers, createLogger('essai', 'silent'), TOKEN);

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

  test('is a service only with the very token', () => {
    expect(read({ 'x-service-token': TOKEN }).fromService).toBe(true);
    expect(read({ 'x-service-token': `${TOKEN}x` }).fromService).toBe(false);
    expect(read({}).fromService).toBe(false);
  });
});
