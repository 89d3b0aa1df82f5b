import { expect, test } from '@jest/globals';

import { ignoredVariables } from './ignored-variables.ts';

const KNOWN = { PORT: null, TERMINAL_URL: null };

test('what a deployment reads and this mode does not, and what is misspelt, is told', () => {
  const given = {
    ...{ PORT: '4000', TERMINAL_URL: 'http://t', PATH: '/bin', LANG: 'fr_CA' },
    ...{ DATABASE_URL: 'postgresql://x', REDIS_URL: 'redis://x', VENTE_DATABASE_URL: 'x' },
    ...{ TERMINAL_ULR: 'http://t', BAREME_TAXE: 'x', RETENTION_PANIER_JOURS: '7' },
  };
  expect(ignoredVariables(KNOWN, given)).toEqual([
    ...['BAREME_TAXE', 'DATABASE_URL', 'REDIS_URL', 'RETENTION_PANIER_JOURS', 'TERMINAL_ULR'],
    'VENTE_DATABASE_URL',
  ]);
});

test('a variable without a value is one that nobody set', () => {
  expect(ignoredVariables(KNOWN, { REDIS_URL: '' })).toEqual([]);
});
