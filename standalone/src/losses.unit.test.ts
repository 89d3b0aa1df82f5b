import { beforeEach, expect, test } from '@jest/globals';

import { countLosses, type Losses } from './losses.ts';

const FULL = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
let said: string[];
let now: number;
let losses: Losses;

beforeEach(() => {
  said = [];
  now = 1_000_000;
  losses = countLosses(
    '/donnees/caisse.log',
    (line) => said.push(line),
    () => now,
  );
});

test('a time of losses is said once when it begins and once when it is over, with what it cost', () => {
  expect(losses.written()).toBeNull();
  for (let line = 0; line < 3; line += 1) losses.lost(FULL);
  expect(said).toEqual([
    expect.stringMatching(/^Le journal \/donnees\/caisse\.log .* \(disque plein\)\. La caisse/),
  ]);
  now += 10_000;
  expect(losses.written()).toBe(3);
  expect(losses.written()).toBeNull();
  expect(said).toHaveLength(2);
  expect(said[1]).toContain('lignes perdues : 3.');
});

test('a short line that still fits on a full disk is not the end of it', () => {
  losses.lost(FULL);
  now += 100;
  expect(losses.written()).toBeNull();
  losses.lost(FULL);
  expect(said).toHaveLength(1);
  expect(losses.total()).toBe(2);
});

test('a second time of losses is said again, and the count goes on', () => {
  losses.lost(FULL);
  now += 10_000;
  losses.written();
  losses.lost(Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' }));
  expect(said).toHaveLength(3);
  expect(said[2]).toContain('panne du disque');
  expect(losses.total()).toBe(2);
});

test('a reason that nobody foresaw is told in the words of the system', () => {
  losses.lost(new Error('quota of the moon'));
  expect(said[0]).toContain('(quota of the moon)');
});
