import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { readEnvironment } from './environment.ts';

const schema = z.object({
  JETON: z.string().min(4),
  BASE_URL: z.url().optional(),
  MANIFESTE: z.string().optional(),
  MANIFESTE_FILE: z.string().optional(),
});

describe('secrets in files', () => {
  let folder: string;
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const read = (source: Record<string, string>) => readEnvironment(schema, source);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are read, without the end of their line', () => {
    expect(read({ JETON_FILE: write('jeton', ' un deux\r\n\n') })).toEqual({ JETON: ' un deux' });
  });

  test('are one way of two: both at once is a fault, and so is a file that cannot be read', () => {
    const JETON_FILE = write('jeton', 'abcd');
    expect(() => read({ JETON: 'efgh', JETON_FILE })).toThrow('JETON_FILE: JETON is given as well');
    const missing = join(folder, 'absent');
    expect(() => read({ JETON_FILE: missing })).toThrow(/JETON_FILE: ENOENT.*absent[^]*JETON: /);
  });

  test('that are empty are not given, and no message shows what they hold', () => {
    expect(() => read({ JETON_FILE: write('vide', '\n') })).toThrow('JETON');
    const short = () => read({ JETON_FILE: write('court', 'xyz') });
    expect(short).toThrow('JETON');
    expect(short).not.toThrow('xyz');
  });

  test('complete an address without a password, and leave alone one that has its own', () => {
    const BASE_PASSWORD_FILE = write('passe', 'a/b@c:d%e\n');
    const base = (BASE_URL: string) =>
      read({ JETON: 'abcd', BASE_URL, BASE_PASSWORD_FILE }).BASE_URL;
    const address = new URL(base('postgresql://stock@hote:5432/stock?sslmode=verify-full') ?? '');
    expect(decodeURIComponent(address.password)).toBe('a/b@c:d%e');
    expect([address.username, address.host, address.search]).toEqual([
      'stock',
      'hote:5432',
      '?sslmode=verify-full',
    ]);
    expect(base('redis://stock:sien@hote:6379')).toBe('redis://stock:sien@hote:6379');
    expect(read({ JETON: 'abcd', BASE_PASSWORD_FILE })).toEqual({ JETON: 'abcd' });
  });

  test('do not take the place of a setting that is itself called …_FILE', () => {
    expect(read({ JETON: 'abcd', MANIFESTE_FILE: '/nulle/part' })).toEqual({
      JETON: 'abcd',
      MANIFESTE_FILE: '/nulle/part',
    });
  });
});
