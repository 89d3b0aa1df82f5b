import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { keptKeys } from './keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cles-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('keys are made once, for their owner alone to read, and are the same after a restart', () => {
  const path = join(folder, 'donnees', 'cles.json');
  const keys = keptKeys(path);
  expect(modeOf(path)).toBe(0o600);
  chmodSync(path, 0o644);
  expect(keptKeys(path)).toEqual(keys);
  expect(modeOf(path)).toBe(0o600);
});

test.each(['', '{}', '{"privateKeys":{"router":"x"},"publicKeys":"router=x"}'])(
  'a file that holds no keys (%s) is not replaced: it is said what to do',
  (text) => {
    const path = join(folder, 'cles.json');
    writeFileSync(path, text);
    expect(() => keptKeys(path)).toThrow('Effacez ce fichier');
  },
);
