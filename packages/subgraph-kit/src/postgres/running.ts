import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { clusterPaths, isInitialised, readPassword, SUPERUSER } from './cluster.ts';
import { hasLivingOwner } from './owner-lock.ts';

/** Lines of postmaster.pid, counted from 0 (PostgreSQL, `utils/pidfile.h`). */
const PORT_LINE = 3;
const STATE_LINE = 7;

/**
 * Finds the server that another process runs on a data folder, to connect to it: it is neither started nor
 * stopped here.
 *
 * @returns the connection string of each of its databases, password included; undefined when none runs
 */
export function findRunningServer(dataDir: string): ((database: string) => string) | undefined {
  if (!isInitialised(dataDir) || !hasLivingOwner(dataDir)) return undefined;
  const lines = readLines(join(clusterPaths(dataDir).cluster, 'postmaster.pid'));
  if (lines === undefined || lines[STATE_LINE]?.trim() !== 'ready') return undefined;
  const port = Number(lines[PORT_LINE]);
  const password = readPassword(dataDir);
  return (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

function readLines(path: string): string[] | undefined {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}
