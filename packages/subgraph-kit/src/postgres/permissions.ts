import { chmodSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';

const SEARCH_BY_OTHERS = 0o001;
const READ_BY_OTHERS = 0o004;

/**
 * Lets other users pass through every folder above `path`. The permission is added at or below the
 * `ours` folders, and to our own folders inside the system's temporary one (`mktemp -d` makes them
 * private, and people clone there to try things); elsewhere it is not ours to give.
 *
 * @throws an error that names the first folder that cannot be passed and what to do about it.
 */
export function makeReachable(
  path: string,
  ours: string[],
  temporaries = realpathSync(tmpdir()),
): void {
  const ownFolders = ours.map((folder) => realpathSync(folder));
  for (const folder of ancestors(realpathSync(path))) {
    const { mode, uid } = statSync(folder);
    if (mode & SEARCH_BY_OTHERS) continue;
    const temporary =
      folder !== temporaries && isInside(folder, temporaries) && uid === process.getuid?.();
    if (!temporary && !ownFolders.some((own) => isInside(folder, own))) {
      throw new Error(
        `PostgreSQL runs under its own user here, since it refuses to run as root, and that user cannot pass through ${folder}. ` +
          `Allow it with "chmod o+x ${folder}", run as an ordinary user, or move the project and its data elsewhere.`,
      );
    }
    chmodSync(folder, mode | SEARCH_BY_OTHERS);
  }
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
