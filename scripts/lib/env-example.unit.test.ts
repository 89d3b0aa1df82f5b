import { expect, test } from '@jest/globals';
import { z } from 'zod';

import { envExample } from './env-example.mjs';

const common = z.object({ LOG_LEVEL: z.string().default('info').describe('Lowest level.') });
const port = (number: number) => z.coerce.number().default(number).describe('Port.');

/** The file without its header. */
const body = (schemas: Parameters<typeof envExample>[0]) =>
  envExample(schemas).split('\n').slice(5).join('\n');

test('a setting that several processes read alike is written once, under all of them', () => {
  expect(body({ stock: common, vente: common })).toBe(
    '# --- stock, vente\n\n# Lowest level.\n# LOG_LEVEL=info\n',
  );
});

test('a setting whose default differs is written under each process', () => {
  expect(body({ stock: z.object({ PORT: port(1) }), router: z.object({ PORT: port(2) }) })).toBe(
    '# --- stock\n\n# Port.\n# PORT=1\n\n# --- router\n\n# Port.\n# PORT=2\n',
  );
});

test('a setting that must be given is no comment, one that may be left out is', () => {
  const schema = z.object({ DATABASE_URL: z.url(), RATES: z.string().optional() });
  expect(body({ stock: schema })).toBe('# --- stock\n\nDATABASE_URL=\n\n# RATES=\n');
});
