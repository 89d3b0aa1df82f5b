import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasLivingOwner, takeOwnership } from './owner-lock.ts';
import { processIdentity } from './process-identity.ts';

describe('the lock of a data folder', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true }));

  test('is held until it is given back', () => {
    const release = takeOwnership(dataDir);
    expect(hasLivingOwner(dataDir)).toBe(true);
    expect(() => takeOwnership(dataDir)).toThrow(`sert déjà au processus ${process.pid}`);

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

  test('is of nobody when it does not say which process it was', () => {
    writeFileSync(join(dataDir, 'proprietaire.pid'), JSON.stringify({ pid: 1 }));

    expect(hasLivingOwner(dataDir)).toBe(false);
    takeOwnership(dataDir)();
  });

  test('stays with the folder that it was taken for: a copy is free, a link is not', () => {
    const [original, copy, link] = ['original', 'copy', 'link'].map((name) =>
      join(dataDir, name),
    ) as [string, string, string];
    for (const folder of [original, copy]) mkdirSync(folder);
    symlinkSync(original, link);
    const release = takeOwnership(original);
    copyFileSync(join(original, 'proprietaire.pid'), join(copy, 'proprietaire.pid'));

    expect(() => takeOwnership(link)).toThrow('sert déjà');
    expect(hasLivingOwner(original)).toBe(true);
    expect(hasLivingOwner(copy)).toBe(false);
    takeOwnership(copy)();

    release();
    expect(hasLivingOwner(original)).toBe(false);
  });

  test('is not given back twice, which would free the next holder’s', () => {
    const first = takeOwnership(dataDir);
    first();
    rmSync(join(dataDir, 'proprietaire.pid'), { force: true });
    writeFileSync(
      join(dataDir, 'proprietaire.pid'),
      JSON.stringify({ pid: 1, identity: processIdentity(1) }),
    );

    first();

    expect(hasLivingOwner(dataDir)).toBe(true);
  });
});
