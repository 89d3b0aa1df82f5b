import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { lookAt, watchDisk } from './disk-watch.ts';

describe('a disk that is watched', () => {
  test('is said to be full once, and to be well again once', async () => {
    const said: string[] = [];
    let found: string | null = null;
    const disk = watchDisk(
      '/donnees',
      () => Promise.resolve(found),
      (line) => said.push(line),
    );
    await disk.check();
    found = 'disque plein';
    await expect(disk.check()).rejects.toThrow('disque plein');
    await expect(disk.check()).rejects.toThrow('disque plein');
    expect(said).toEqual([expect.stringMatching(/\/donnees.*disque plein.*SERVICE_INDISPONIBLE/)]);
    found = null;
    await disk.check();
    await disk.check();
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('s’écrit de nouveau');
    await disk.stop();
  });
});

describe('a look at a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisse-disque-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('finds nothing where there is room, and leaves nothing behind', async () => {
    expect(await lookAt(folder)()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('finds a disk that takes no byte more', async () => {
    symlinkSync('/dev/full', join(folder, 'sonde'));
    expect(await lookAt(folder)()).toBe('disque plein');
  });

  test('finds a folder that has gone', async () => {
    expect(await lookAt(join(folder, 'parti'))()).toBe('dossier disparu');
  });

  test('tells what it cannot name in the words of the system', async () => {
    mkdirSync(join(folder, 'sonde'));
    expect(await lookAt(folder)()).toContain('EISDIR');
  });
});
