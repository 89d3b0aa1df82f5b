import { expect, test } from '@jest/globals';
import { isServerCommand } from './orphan.ts';

const CLUSTER = '/d/cluster';
/** As Linux tells them. */
const apart = (...words: string[]) => words.map((word) => `${word}\0`).join('');

test.each([
  ['the server itself', apart('/n/bin/postgres', '-D', CLUSTER, '-p', '100'), true],
  ['where arguments are not told apart', `/n/bin/postgres -D ${CLUSTER} -p 100`, true],
  ['the server of another folder', apart('/n/bin/postgres', '-D', `${CLUSTER}-2`), false],
  ['an editor', apart('vim', `${CLUSTER}/postgresql.conf`), false],
  ['a reader of its files', apart('tail', '-f', '/d/postgres', CLUSTER), false],
])('%s', (_, command, expected) => {
  expect(isServerCommand(command, CLUSTER)).toBe(expected);
});
