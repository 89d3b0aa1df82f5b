import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processIdentity } from './process-identity.ts';

const LOCK_FILE = 'proprietaire.pid';

interface Owner {
  pid: number;
  identity: string | undefined;
}

/**
 * Takes a data folder for this process. PostgreSQL's own lock protects its files; this one tells a
 * server left behind by a killed process (ours to stop) from one that a living process uses.
 *
 * @returns the function that gives the folder back; it may be called from an exit handler.
 * @throws when a living process holds the folder.
 */
export function takeOwnership(dataDir: string): () => void {
  const file = join(dataDir, LOCK_FILE);
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });

  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => {
        if (readLock(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const held = readLock(file);
    const owner = parseOwner(held);
    if (owner && isLiving(owner)) {
      throw new Error(
        `The data folder ${dataDir} is in use by the running process ${owner.pid}. ` +
          'Stop that one first, or choose another folder with DATA_DIR.',
      );
    }
    removeStale(file, held);
  }
}

/** Whether a living process holds the folder. */
export function hasLivingOwner(dataDir: string): boolean {
  const owner = parseOwner(readLock(join(dataDir, LOCK_FILE)));
  return owner !== undefined && isLiving(owner);
}

/** Moves the lock aside before removing it, so that two processes never remove each other's new lock. */
function removeStale(file: string, stale: string | undefined): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Another process was faster; the next turn sees what it wrote.
  }
  if (readLock(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function isLiving(owner: Owner): boolean {
  if (!isAlive(owner.pid)) return false;
  return owner.identity === undefined || processIdentity(owner.pid) === owner.identity;
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseOwner(text: string | undefined): Owner | undefined {
  try {
    return text ? (JSON.parse(text) as Owner) : undefined;
  } catch {
    return undefined; // Cut short by a crash: nobody holds the folder.
  }
}
