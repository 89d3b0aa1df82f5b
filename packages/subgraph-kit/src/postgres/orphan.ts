import { realpathSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { clusterPaths } from './cluster.ts';
import { recordedPid, removePidFile, stopPostmaster } from './postmaster.ts';
import { commandLine, isAlive, isKnown } from './process-identity.ts';
import type { ServerUser } from './system-user.ts';

/**
 * Stops the server that a killed process left behind on this data folder. The caller owns the folder,
 * so nobody alive uses that server. A process that merely got the recorded id is left alone.
 *
 * @returns whether there was one to stop.
 */
export async function stopOrphan(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<boolean> {
  const pid = recordedPid(dataDir);
  if (pid === undefined || !isKnown(pid)) return false;
  if (!isServerOf(dataDir, pid)) {
    // A reused id, or a dead server that nobody collects: PostgreSQL would take it for a living one.
    removePidFile(dataDir);
    return false;
  }
  await stopPostmaster(pid, dataDir, binaries, user);
  return true;
}

function isServerOf(dataDir: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLine(pid);
  if (command === undefined) return process.platform === 'win32';
  const { cluster } = clusterPaths(dataDir);
  return (
    /postgres/.test(command) &&
    [cluster, realpathSync(cluster)].some((path) => command.includes(path))
  );
}
