import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairSymlinks } from './binaries.ts';

describe('the links that an npm package cannot hold', () => {
  let native: string;

  beforeEach(() => {
    native = join(mkdtempSync(join(tmpdir(), 'links-')), 'native');
    mkdirSync(join(native, 'lib'), { recursive: true });
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library');
    const links = [
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    ];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  });

  afterEach(() => rmSync(join(native, '..'), { recursive: true }));

  test('are made where the post-install step has not run, and made once', async () => {
    await Promise.all([repairSymlinks(native), repairSymlinks(native)]);
    await repairSymlinks(native);

    expect(readFileSync(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect(readlinkSync(join(native, 'lib', 'libpq.so'))).toBe('libpq.so.5.18');
  });

  test('are not needed on a platform without a list', async () => {
    rmSync(join(native, 'pg-symlinks.json'));

    await expect(repairSymlinks(native)).resolves.toBeUndefined();
  });
});
