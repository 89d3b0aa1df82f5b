import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReachable, makeReadable } from './permissions.ts';

/** Stands for the home and the temporary folder, since these tests work in the latter. */
const ELSEWHERE = { home: '/nowhere', temporaries: '/nowhere' };
const mode = (path: string) => statSync(path).mode & 0o777;

describe('the way to the files for another user', () => {
  let above: string;
  let project: string;
  let data: string;

  beforeEach(() => {
    above = realpathSync(mkdtempSync(join(tmpdir(), 'way-')));
    project = join(above, 'project');
    data = join(project, 'a', 'data');
    mkdirSync(data, { recursive: true });
    for (const folder of [project, join(project, 'a'), data]) chmodSync(folder, 0o700);
  });

  afterEach(() => rmSync(above, { recursive: true }));

  test('is opened at and below the project, for passing only', () => {
    chmodSync(above, 0o711);

    makeReachable(data, [project], ELSEWHERE);

    expect([project, join(project, 'a'), data].map(mode)).toEqual([0o701, 0o701, 0o701]);
  });

  test('is opened where the project itself is the private folder, as after a clone in mktemp -d', () => {
    makeReachable(data, [above], ELSEWHERE);

    expect(mode(above)).toBe(0o701);
  });

  test('is opened for a private folder of ours in the temporary one', () => {
    chmodSync(above, 0o700);
    makeReachable(data, [project], { ...ELSEWHERE, temporaries: tmpdir() });
    expect(mode(above)).toBe(0o701);

    chmodSync(above, 0o700);
    expect(() => makeReachable(data, [project], { ...ELSEWHERE, temporaries: above })).toThrow(
      `chmod o+x ${above}"`,
    );
  });

  test('is opened for our own home, and says so', () => {
    expect(makeReachable(data, [project], { ...ELSEWHERE, home: above })).toEqual([above]);

    expect(mode(above)).toBe(0o701);
  });

  test('is not opened above the project: the error names the folder and what to do', () => {
    expect(() => makeReachable(data, [project], ELSEWHERE)).toThrow(`chmod o+x ${above}"`);

    expect(mode(above)).toBe(0o700);
    expect(mode(project)).toBe(0o700);
  });

  test('is not opened for a folder whose name only begins like the project’s', () => {
    chmodSync(above, 0o711);
    const neighbour = join(above, 'project-2');
    mkdirSync(neighbour, { mode: 0o700 });

    expect(() => makeReachable(neighbour, [project], ELSEWHERE)).toThrow(neighbour);
  });

  test('lets the files of an install under a strict umask be read', () => {
    writeFileSync(join(data, 'lib'), '', { mode: 0o700 });
    writeFileSync(join(data, 'conf'), '', { mode: 0o600 });

    makeReadable(join(project, 'a'));

    expect([data, join(data, 'lib'), join(data, 'conf')].map(mode)).toEqual([0o705, 0o704, 0o604]);
  });
});
