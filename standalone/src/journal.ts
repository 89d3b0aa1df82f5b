import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { createLogger, type Logger } from '@caisse/subgraph-kit';
import { pino } from 'pino';

/** The log of the standalone mode: JSON lines in a file, so that the terminal stays readable. */
export function openJournal(dataDir: string, level: string): { logger: Logger; path: string } {
  const folder = join(dataDir, 'journaux');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'caisse.log');
  const destination = pino.destination({ dest: path, sync: true });
  return { logger: createLogger('standalone', level, destination), path };
}
