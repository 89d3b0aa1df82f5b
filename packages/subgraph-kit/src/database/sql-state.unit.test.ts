import { describe, expect, test } from '@jest/globals';

import { isDatabaseOutage } from './outage.ts';
import { sqlStateOf } from './sql-state.ts';

/** What Prisma throws when PostgreSQL ends a raw query with this code. */
function rawQueryFailure(originalCode: string): Error {
  return Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause: { originalCode } } },
  });
}

test('the code is read from the driver’s error, from Prisma’s, and from below either', () => {
  expect(sqlStateOf(Object.assign(new Error('deadlock detected'), { code: '40P01' }))).toBe(
    '40P01',
  );
  expect(sqlStateOf(rawQueryFailure('55P03'))).toBe('55P03');
  expect(sqlStateOf(new Error('Could not reserve', { cause: rawQueryFailure('40001') }))).toBe(
    '40001',
  );
});

test.each([
  [Object.assign(new Error('unreachable'), { code: 'P1001' })],
  [Object.assign(new Error('raw query failed'), { code: 'P2010' })],
  [Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  [Object.assign(new Error('broken pipe'), { code: 'EPIPE' })],
  [new Error('a bug')],
  ['40P01'],
])('%p carries no code of the server', (error) => {
  expect(sqlStateOf(error)).toBeNull();
});

describe('a raw query that Prisma reports', () => {
  test.each(['40P01', '40001', '55P03', '57014', '57P01', '53300', '53100', '58030'])(
    '%s is an outage',
    (code) => {
      expect(isDatabaseOutage(rawQueryFailure(code))).toBe(true);
    },
  );

  test('a quota of the disk is one, which PostgreSQL gives no code of its own', () => {
    const message = 'could not extend file "base/1/2": Disk quota exceeded';
    expect(isDatabaseOutage(Object.assign(new Error(message), { code: 'XX000' }))).toBe(true);
  });

  test.each(['23514', 'P0001', '42P01'])('%s is a bug', (code) => {
    expect(isDatabaseOutage(rawQueryFailure(code))).toBe(false);
  });
});
