import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { createLogger, type Logger } from '@caisse/subgraph-kit';
import { pino } from 'pino';

/** The log of the standalone mode: JSON lines in a file, so that the terminal stays readable. */
export interface Journal {
  path: string;
  /** The logger of one service. */
  loggerOf(service: string): Logger;
}

/** Opens the log in the data folder, at its end. */
export function openJournal(dataDir: string, level: string): Journal {
  const folder = join(dataDir, 'journaux');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'caisse.log');
  const destination = pino.destination({ dest: path, sync: true });
  return { path, loggerOf: (service) => createLogger(service, level, destination) };
}
