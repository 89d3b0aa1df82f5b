import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseValue } from 'graphql';

import { scalars } from './scalars.ts';

const { Montant, UUID, DateTime, Date: Jour } = scalars;

describe('Montant', () => {
  test('is an integer of cents, as a variable and in the document', () => {
    expect(Montant.parseValue(1_149)).toBe(1_149);
    expect(Montant.parseLiteral(parseValue('-5'))).toBe(-5);
    expect(Montant.serialize(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([1.5, '100', 2 ** 53, Number.NaN, null, true])('refuses %p in French', (value) => {
    expect(() => Montant.parseValue(value)).toThrow('un nombre entier de cents est attendu');
  });

  test('never lets a float out', () => {
    expect(() => Montant.serialize(0.1 + 0.2)).toThrow('Montant');
  });
});

describe('UUID', () => {
  test('is read in lower case, so that one id has one spelling', () => {
    expect(UUID.parseValue('0199A0C0-0000-7000-8000-00000000000F')).toBe(
      '0199a0c0-0000-7000-8000-00000000000f',
    );
  });

  test.each(['', 'abc', '0199a0c0000070008000000000000000', 12])('refuses %p', (value) => {
    expect(() => UUID.parseValue(value)).toThrow('un identifiant UUID est attendu');
  });
});

describe('Date', () => {
  test('is a civil day that exists', () => {
    expect(Jour.parseValue('2028-02-29')).toBe('2028-02-29');
    expect(() => Jour.parseValue('2026-02-29')).toThrow('AAAA-MM-JJ');
    expect(() => Jour.parseValue('22/11/2026')).toThrow('AAAA-MM-JJ');
  });

  test.each([
    '0000-01-01',
    '0001-01-01',
    '1899-12-31',
    '3000-01-01',
    '9999-12-31',
    '+010000-01-01',
    '',
  ])('refuses %j, which the database or the calendar does not have', (jour) => {
    expect(() => Jour.parseValue(jour)).toThrow('de 1900 à 2999');
  });

  test('takes every day that it writes, and the next one can be counted', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        const jour = date.toISOString().slice(0, 10);
        const connu = date.getUTCFullYear() >= 1900 && date.getUTCFullYear() <= 2999;
        if (connu) expect(Jour.parseValue(jour)).toBe(jour);
        else expect(() => Jour.parseValue(jour)).toThrow();
      }),
    );
  });
});

describe('DateTime', () => {
  test('travels as ISO 8601 in universal time', () => {
    const instant = DateTime.parseValue('2026-11-22T09:05:00-05:00');
    expect(DateTime.serialize(instant)).toBe('2026-11-22T14:05:00.000Z');
    expect(() => DateTime.parseValue('hier')).toThrow('un instant ISO 8601');
  });

  test.each([
    '2026',
    '2026-11-22',
    'Jan 1 2026',
    '1',
    '2026-02-30T10:00:00Z',
    '2026-11-22T10:00:00',
    '9999-12-31T00:00:00Z',
  ])('refuses %j', (instant) => {
    expect(() => DateTime.parseValue(instant)).toThrow('un instant ISO 8601');
  });
});
