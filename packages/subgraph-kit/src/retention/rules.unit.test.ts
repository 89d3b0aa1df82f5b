import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { isWithin, retentionEnvironment, retentionHours } from './rules.ts';

describe('the hours', () => {
  test.each([
    // Toronto is at -5 h in winter, -4 h in summer.
    ['2026-01-15T06:59:00Z', '2-5', false],
    ['2026-01-15T07:00:00Z', '2-5', true],
    ['2026-01-15T09:59:00Z', '2-5', true],
    ['2026-01-15T10:00:00Z', '2-5', false],
    ['2026-07-15T06:00:00Z', '2-5', true],
    ['2026-07-15T09:00:00Z', '2-5', false],
    ['2026-01-15T04:30:00Z', '22-4', true],
    ['2026-01-15T17:00:00Z', '22-4', false],
    ['2026-01-15T05:00:00Z', '0-24', true],
    ['2026-01-15T17:00:00Z', '0-24', true],
  ])('%s is in %s: %s', (instant, text, expected) => {
    expect(isWithin(new Date(instant), text)).toBe(expected);
  });

  test.each(['5', '2-25', '24-3', 'night', '2-5h'])('%s is refused', (text) => {
    expect(retentionHours.safeParse(text).success).toBe(false);
  });
});

test('a table is kept for a number of days that a deployment may set, within bounds', () => {
  const schema = z.object(
    retentionEnvironment([
      {
        table: 'panier',
        since: 'cree_le',
        variable: 'RETENTION_PANIERS_JOURS',
        days: 30,
        least: 2,
        what: 'carts',
      },
    ]),
  );
  expect(schema.parse({})).toEqual({ RETENTION_PANIERS_JOURS: 30 });
  expect(schema.parse({ RETENTION_PANIERS_JOURS: '7' })).toEqual({ RETENTION_PANIERS_JOURS: 7 });
  expect(schema.safeParse({ RETENTION_PANIERS_JOURS: '1' }).success).toBe(false);
});
