import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { diskFault } from './disk-fault.ts';

/** Looks at the disk of the data, for `/pret` and for the person at the terminal. */
export interface DiskWatch {
  /** Looks now. @throws Error with the reason when the disk cannot be written */
  check(): Promise<void>;
  stop(): Promise<void>;
}

/** What a look finds: null when all is well, or the reason why the disk cannot be written. */
export type Look = () => Promise<string | null>;

const EVERY_MS = 5_000;

/**
 * Looks at a disk now and then, and says once when it cannot be written any more and once when it can again.
 *
 * @param folder where the data are, as it is told to people
 * @param look finds whether they can be written
 * @param say shows a line at the terminal
 */
export function watchDisk(folder: string, look: Look, say: (line: string) => void): DiskWatch {
  let fault: string | null = null;
  const check = async () => {
    const found = await look();
    const before = fault;
    fault = found;
    if (found !== null && before === null) {
      say(
        `Le disque des données (${folder}) ne peut plus être écrit : ${found}. ` +
          'Les ventes sont refusées (SERVICE_INDISPONIBLE). Libérez de la place ou réparez-le ; elles reprendront d’elles-mêmes.',
      );
    }
    if (found === null && before !== null)
      say(`Le disque des données (${folder}) s’écrit de nouveau.`);
    if (found !== null) throw new Error(found);
  };
  const timer = setInterval(() => void check().catch(() => undefined), EVERY_MS);
  timer.unref();
  return {
    check,
    stop: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}

/** Below this PostgreSQL may soon stop: the next file of its log takes 16 MB at once. */
const LEAST_FREE = 24_000_000;

/** Finds whether a folder can be written, by writing. */
export function lookAt(folder: string): Look {
  const probe = join(folder, 'sonde');
  return async () => {
    try {
      const { bavail, bsize, blocks } = await statfs(folder);
      // Some file systems do not count.
      if (blocks > 0 && bavail * bsize < LEAST_FREE) return 'disque plein';
      await writeFile(probe, Buffer.alloc(4_096));
      await rm(probe, { force: true });
      return null;
    } catch (error) {
      return diskFault(error);
    }
  };
}
