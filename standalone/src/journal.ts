import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { createLogger, type Logger } from '@caisse/subgraph-kit';
import { pino } from 'pino';

/** The log of the standalone mode: JSON lines in a file, so that the terminal stays readable. */
export interface Journal {
  path: string;
  /** The logger of one service. */
  loggerOf(service: string): Logger;
  /** Puts the file aside when it has become large. Looked at each minute without being asked. */
  rotate(): void;
}

/** A line takes about 300 bytes, so a file holds some 150,000 operations. */
const MOST_BYTES = 50_000_000;
/** Files put aside: `caisse.1.log` is the newest. */
const KEPT = 5;

/**
 * Opens the log in the data folder, at its end.
 *
 * @param mostBytes size from which the file is put aside
 */
export function openJournal(dataDir: string, level: string, mostBytes = MOST_BYTES): Journal {
  const folder = join(dataDir, 'journaux');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'caisse.log');
  const destination = pino.destination({ dest: path, sync: true });
  const aside = (rank: number) => join(folder, `caisse.${rank}.log`);
  const rotate = () => {
    if (!existsSync(path) || statSync(path).size < mostBytes) return;
    for (let rank = KEPT - 1; rank > 0; rank -= 1) {
      if (existsSync(aside(rank))) renameSync(aside(rank), aside(rank + 1));
    }
    renameSync(path, aside(1));
    destination.reopen();
  };
  rotate();
  setInterval(rotate, 60_000).unref();
  return { path, loggerOf: (service) => createLogger(service, level, destination), rotate };
}
