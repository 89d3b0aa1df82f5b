import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import type { Losses } from './losses.ts';

/** A file that lines are added to. A line that cannot be written is lost: no caller ever hears of it. */
export interface LogFile {
  write(line: string): void;
  /** Puts the file aside when it is large, and opens it again when it is not the one at its path any more. */
  tend(): void;
}

/**
 * Opens a log at its end. A file of our own, since pino's throws into whoever logs when the disk is full.
 *
 * @param path where it is; its folder is made
 * @param limits.mostBytes size from which the file is put aside
 * @param limits.aside path of a file that was put aside, by rank: 1 is the newest
 * @param limits.kept how many of them are kept
 * @param losses is told of each line, lost or written
 */
export function openLogFile(
  path: string,
  { mostBytes, aside, kept }: { mostBytes: number; aside: (rank: number) => string; kept: number },
  losses: Losses,
): LogFile {
  let file: number | undefined;
  /** Whether the last line was cut short by a disk that filled up under it. */
  let cut = false;

  const open = (): number => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a');
  };
  const write = (text: string): void => {
    file ??= open();
    const bytes = Buffer.from(cut ? `\n${text}` : text);
    for (let done = 0; done < bytes.length;) {
      done += writeSync(file, bytes, done);
      cut = done < bytes.length;
    }
  };
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const isElsewhere = (): boolean => {
    if (file === undefined) return false;
    const here = existsSync(path) ? statSync(path).ino : undefined;
    return here !== fstatSync(file).ino;
  };
  const putAside = (): void => {
    if (!existsSync(path) || statSync(path).size < mostBytes) return;
    for (let rank = kept - 1; rank > 0; rank -= 1) {
      if (existsSync(aside(rank))) renameSync(aside(rank), aside(rank + 1));
    }
    renameSync(path, aside(1));
    close();
  };

  return {
    write(line) {
      try {
        write(line);
      } catch (error) {
        losses.lost(error);
        return;
      }
      const lost = losses.written();
      if (lost === null) return;
      try {
        const time = new Date().toISOString();
        const service = 'standalone';
        write(
          `${JSON.stringify({ level: 'warn', time, service, lost, msg: 'Log lines were lost' })}\n`,
        );
      } catch (error) {
        losses.lost(error);
      }
    },
    tend() {
      try {
        // Somebody made room by deleting it: lines would go to a file that nobody can see.
        if (isElsewhere()) close();
        putAside();
      } catch {
        // The next line says whether it can be written; the next look tries again.
      }
    },
  };
}
