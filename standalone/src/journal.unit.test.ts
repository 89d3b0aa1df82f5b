import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { openJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisse-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const read = (name: string) => readFileSync(join(folder, 'journaux', name), 'utf8');

test('the log goes on at its end, and is put aside when it is large, without losing a line', () => {
  openJournal(folder, 'info').loggerOf('vente').info('un');
  const journal = openJournal(folder, 'info', 300);
  const logger = journal.loggerOf('vente');
  logger.info('deux');
  journal.rotate();
  expect(readdirSync(join(folder, 'journaux'))).toEqual(['caisse.log']);
  logger.info({ long: 'x'.repeat(300) }, 'trois');
  journal.rotate();
  logger.info('quatre');
  expect(read('caisse.1.log')).toMatch(/"un".*\n.*"deux".*\n.*"trois"/);
  expect(read('caisse.log')).toContain('"quatre"');
  expect(read('caisse.log')).not.toContain('"trois"');
});

test('only the newest files are kept', () => {
  const journal = openJournal(folder, 'info', 1);
  const logger = journal.loggerOf('vente');
  for (let rank = 1; rank <= 9; rank += 1) {
    logger.info(`ligne ${rank}`);
    journal.rotate();
  }
  const files = readdirSync(join(folder, 'journaux')).filter((name) => /\d/.test(name));
  expect(files).toHaveLength(5);
  expect(read('caisse.1.log')).toContain('ligne 9');
  expect(read('caisse.5.log')).toContain('ligne 5');
});
