import { join } from 'node:path';

import { createLogger, type Logger } from '@caisse/subgraph-kit';

import { openLogFile } from './log-file.ts';
import { countLosses } from './losses.ts';

/** The log of the standalone mode: JSON lines in a file, so that the terminal stays readable. */
export interface Journal {
  path: string;
  /** The logger of one service. Logging never fails: what cannot be written is counted and lost. */
  loggerOf(service: string): Logger;
  /** Puts the file aside when it has become large. Looked at each minute without being asked. */
  rotate(): void;
  /** Lines that could not be written since the start. */
  lostLines(): number;
}

/** An operation takes 1,014 bytes in 3.7 lines, as measured: a file holds some 49,000, all six some 295,000. */
const MOST_BYTES = 50_000_000;
/** Files put aside: `caisse.1.log` is the newest. */
const KEPT = 5;

/** What differs between a start and a test. */
export interface JournalOptions {
  /** Size from which the file is put aside. */
  mostBytes?: number;
  /** Shows a line to a person: the log cannot be written, or can again. */
  say?: (line: string) => void;
}

/** Opens the log in the data folder, at its end. */
export function openJournal(
  dataDir: string,
  level: string,
  { mostBytes = MOST_BYTES, say = () => undefined }: JournalOptions = {},
): Journal {
  const folder = join(dataDir, 'journaux');
  const path = join(folder, 'caisse.log');
  const losses = countLosses(path, say, () => performance.now());
  const aside = (rank: number) => join(folder, `caisse.${rank}.log`);
  const file = openLogFile(path, { mostBytes, aside, kept: KEPT }, losses);
  file.tend();
  setInterval(() => file.tend(), 60_000).unref();
  return {
    path,
    loggerOf: (service) => createLogger(service, level, file),
    rotate: () => file.tend(),
    lostLines: () => losses.total(),
  };
}
