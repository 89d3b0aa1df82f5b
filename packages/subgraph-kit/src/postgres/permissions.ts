import { chmodSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';

const SEARCH_BY_OTHERS = 0o001;
const READ_BY_OTHERS = 0o004;

/** Folders of our own in which people keep projects, and that are private by custom rather than by choice. */
const PRIVATE_BY_CUSTOM = { home: homedir(), temporaries: tmpdir() };

/**
 * Lets other users pass through every folder above `path`, by the search permission alone, which lists and
 * reads nothing. It is added at or below the `ours` folders, to our own folders inside the system's
 * temporary one (`mktemp -d` makes them private, and people clone there to try things) and to our own home
 * (root's has mode 700 on many systems); elsewhere it is not ours to give.
 *
 * @returns the folders outside `ours` that were opened, for the user to be told
 * @throws an error that names the first folder that cannot be passed and what to do about it.
 */
export function makeReachable(
  path: string,
  ours: string[],
  { home, temporaries } = PRIVATE_BY_CUSTOM,
): string[] {
  const ownFolders = ours.map((folder) => realpathSync(folder));
  const opened: string[] = [];
  for (const folder of ancestors(realpathSync(path))) {
    const { mode, uid } = statSync(folder);
    if (mode & SEARCH_BY_OTHERS) continue;
    if (!ownFolders.some((own) => isInside(folder, own))) {
      const temporary = folder !== temporaries && isInside(folder, temporaries);
      if (uid !== process.getuid?.() || !(temporary || folder === home)) {
        throw new Error(
          `PostgreSQL refuse de tourner sous root : il a ici son propre utilisateur, qui ne peut pas traverser ${folder}. ` +
            `Permettez-le par "chmod o+x ${folder}", lancez la caisse sous un utilisateur ordinaire, ou déplacez le projet et ses données.`,
        );
      }
      opened.push(folder);
    }
    chmodSync(folder, mode | SEARCH_BY_OTHERS);
  }
  return opened;
}

/** Lets other users read everything below `folder`, as an install under a strict umask does not. */
export function makeReadable(folder: string): void {
  const wanted = READ_BY_OTHERS | SEARCH_BY_OTHERS;
  grant(folder, wanted);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) grant(path, READ_BY_OTHERS);
  }
}

function grant(path: string, bits: number): void {
  const { mode } = statSync(path);
  if ((mode & bits) !== bits) chmodSync(path, mode | bits);
}

/** The folder itself and those above it, from the root down. */
function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [...ancestors(above), folder];
}

function isInside(folder: string, container: string): boolean {
  const path = relative(container, folder);
  return path === '' || (!path.startsWith('..') && !isAbsolute(path));
}
