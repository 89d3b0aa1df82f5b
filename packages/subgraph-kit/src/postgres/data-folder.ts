import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a data folder, that only its owner reads.
 *
 * @returns the first folder that had to be made
 */
export function makeFolder(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    // What Node says of a read-only disk; the folder above tells the truth.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      accessSync(nearest(path), constants.W_OK);
    throw error;
  }
}

function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}
