import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
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
  const journal = openJournal(folder, 'info', { mostBytes: 300 });
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
  const journal = openJournal(folder, 'info', { mostBytes: 1 });
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

/** A log on a disk without a byte left. */
function onFullDisk() {
  mkdirSync(join(folder, 'journaux'));
  symlinkSync('/dev/full', join(folder, 'journaux', 'caisse.log'));
  const said: string[] = [];
  return { journal: openJournal(folder, 'info', { say: (line) => said.push(line) }), said };
}

test('a disk without room costs lines, counted and said once, and fails nobody who logs', () => {
  const { journal, said } = onFullDisk();
  const logger = journal.loggerOf('vente');
  for (let rank = 1; rank <= 3; rank += 1) logger.info(`ligne ${rank}`);
  expect(journal.lostLines()).toBe(3);
  expect(said).toEqual([expect.stringContaining('(disque plein)')]);
  expect(said[0]).toContain(join(folder, 'journaux', 'caisse.log'));
});

test('a log that cannot even be opened is no reason not to start', () => {
  writeFileSync(join(folder, 'journaux'), 'a file where the folder should be');
  const journal = openJournal(folder, 'info');
  journal.loggerOf('vente').info('un');
  expect(journal.lostLines()).toBe(1);
});

test('lines are written again when there is room again', () => {
  const { journal } = onFullDisk();
  const logger = journal.loggerOf('vente');
  logger.info('perdue');
  unlinkSync(join(folder, 'journaux', 'caisse.log'));
  journal.rotate();
  logger.info('gardée');
  expect(read('caisse.log')).toContain('gardée');
  expect(journal.lostLines()).toBe(1);
});

test('a log that somebody deletes to make room is begun anew', () => {
  const journal = openJournal(folder, 'info');
  const logger = journal.loggerOf('vente');
  logger.info('avant');
  unlinkSync(journal.path);
  journal.rotate();
  logger.info('après');
  expect(read('caisse.log')).toContain('après');
});
