import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processIdentity } from './process-identity.ts';

const LOCK_FILE = 'proprietaire.pid';

interface Owner {
  pid: number;
  identity?: string | undefined;
  /** The folder that it took; a copy of that folder holds this lock as well. */
  folder?: string;
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
  const identity = processIdentity(process.pid);
  const mine = JSON.stringify({ pid: process.pid, identity, folder: dataDir } satisfies Owner);

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
    const owner = livingOwner(dataDir, held);
    if (owner) {
      throw new Error(
        `Le dossier ${dataDir} sert déjà au processus ${owner.pid}, qui tourne. ` +
          'Arrêtez d’abord celui-là, ou choisissez un autre dossier avec DATA_DIR.',
      );
    }
    removeStale(file, held);
  }
}

/** Whether a living process holds the folder. */
export function hasLivingOwner(dataDir: string): boolean {
  return livingOwner(dataDir, readLock(join(dataDir, LOCK_FILE))) !== undefined;
}

function livingOwner(dataDir: string, held: string | undefined): Owner | undefined {
  const owner = parseOwner(held);
  return owner && isLiving(owner) && !isCopied(owner, dataDir, held) ? owner : undefined;
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
  // Where processes can be told apart, a lock of ours says which it was: one that does not is of nobody.
  return isAlive(owner.pid) && processIdentity(owner.pid) === owner.identity;
}

/** Whether the lock came here with a copy of the folder that its holder uses. */
function isCopied({ folder }: Owner, dataDir: string, held: string | undefined): boolean {
  if (folder === undefined || folder === dataDir) return false;
  if (readLock(join(folder, LOCK_FILE)) !== held) return false;
  const [there, here] = [folder, dataDir].map((path) => statSync(path, { bigint: true }));
  return there?.ino !== here?.ino || there?.dev !== here?.dev;
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
    const owner = text ? (JSON.parse(text) as Owner | null) : null;
    return owner ?? undefined;
  } catch {
    return undefined; // Cut short by a crash: nobody holds the folder.
  }
}
