import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

const text = readFileSync('docs/asvs.md', 'utf8');
const rows = [
  ...text.matchAll(/^\| (\d+\.\d+\.\d+) +\| ([12]) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm),
].map(([, id = '', level = '', what = '', state = '', where = '']) => ({
  ...{ id, level, what, where },
  state: state.replaceAll('*', ''),
}));
/** How many lines each chapter of the standard has at levels 1 and 2. */
const LINES = {
  ...{ 1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7 },
  ...{ 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7 },
};

describe('docs/asvs.md', () => {
  test('has every line of levels 1 and 2, once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const counted = Object.keys(LINES).map((chapter) => [
      chapter,
      rows.filter(({ id }) => id.startsWith(`${chapter}.`)).length,
    ]);
    expect(Object.fromEntries(counted)).toEqual(LINES);
  });

  test('says of each whether it is met, and where or why', () => {
    const unclear = rows.filter(
      ({ state, where }) => !['met', 'not met', 'n/a'].includes(state) || where.length < 4,
    );
    expect(unclear).toEqual([]);
  });

  test('counts them as they are', () => {
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    expect(text).toContain(
      `${rows.length} lines: ${count('met')} met, ${count('not met')} not met, ${count('n/a')} n/a.`,
    );
  });

  test('names files that are there', () => {
    const named = [...text.matchAll(/`([\w.*-]+(?:\/[\w.*-]+)+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((path) => !isThere(path))).toEqual([]);
  });
});

/** `subgraphs/*` stands for each of its folders. */
function isThere(path: string): boolean {
  const [before = '', after] = path.split('*/');
  if (after === undefined) return existsSync(path);
  return readdirSync(before).every((folder) => existsSync(`${before}${folder}/${after}`));
}
