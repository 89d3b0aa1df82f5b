import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasLivingOwner, takeOwnership } from './owner-lock.ts';

describe('the lock of a data folder', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true }));

  test('is held until it is given back', () => {
    const release = takeOwnership(dataDir);
    expect(hasLivingOwner(dataDir)).toBe(true);
    expect(() => takeOwnership(dataDir)).toThrow(`in use by the running process ${process.pid}`);

    release();

    expect(hasLivingOwner(dataDir)).toBe(false);
    takeOwnership(dataDir)();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test('passes on when its holder has ended and another process got the same id', () => {
    writeFileSync(
      join(dataDir, 'proprietaire.pid'),
      JSON.stringify({ pid: process.pid, identity: 'an earlier life' }),
    );

    expect(hasLivingOwner(dataDir)).toBe(false);
    takeOwnership(dataDir)();
  });

  test.each(['', '{"pid":', 'null'])('passes on when a crash left %j in it', (content) => {
    writeFileSync(join(dataDir, 'proprietaire.pid'), content);

    takeOwnership(dataDir)();

    expect(readdirSync(dataDir)).toEqual([]);
  });

  test('is not given back twice, which would free the next holder’s', () => {
    const first = takeOwnership(dataDir);
    first();
    rmSync(join(dataDir, 'proprietaire.pid'), { force: true });
    writeFileSync(
      join(dataDir, 'proprietaire.pid'),
      JSON.stringify({ pid: 1, identity: undefined }),
    );

    first();

    expect(hasLivingOwner(dataDir)).toBe(true);
  });
});
