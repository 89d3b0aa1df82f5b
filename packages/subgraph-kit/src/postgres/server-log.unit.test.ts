import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerLog } from './server-log.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'server-log-'));
  path = join(folder, 'postgresql.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A start whose server writes a line. */
function start(line: string, mostBytes?: number): string {
  const log = openServerLog(path, mostBytes);
  writeSync(log.file, `${line}\n`);
  log.close();
  return log.written();
}

test('a start adds to what the one before wrote, and tells what is its own', () => {
  start('PANIC: the crash');
  expect(start('starting')).toBe('starting\n');
  expect(readFileSync(path, 'utf8')).toBe('PANIC: the crash\nstarting\n');
});

test('a large log is put aside, and only the newest are kept', () => {
  for (let rank = 1; rank <= 6; rank += 1) start(`start ${rank}`, 1);
  expect(readFileSync(path, 'utf8')).toBe('start 6\n');
  const aside = (rank: number) => join(folder, `postgresql.${rank}.log`);
  expect([1, 2, 3].map((rank) => readFileSync(aside(rank), 'utf8'))).toEqual([
    'start 5\n',
    'start 4\n',
    'start 3\n',
  ]);
  expect(existsSync(aside(4))).toBe(false);
});
