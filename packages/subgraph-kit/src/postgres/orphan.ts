import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { Binaries } from './binaries.ts';
import { clusterPaths } from './cluster.ts';
import { recordedPid, removePidFile, stopPostmaster } from './postmaster.ts';
import { allPids, commandLine, isAlive, isKnown } from './process-identity.ts';
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
  const { cluster } = clusterPaths(dataDir);
  if (!existsSync(cluster)) return false;
  const paths = [cluster, realpathSync(cluster)];
  const recorded = recordedPid(dataDir);
  const candidates = [...(recorded === undefined ? [] : [recorded]), ...allPids()];
  const pid = candidates.find((candidate) => isServerOf(paths, candidate));
  if (pid !== undefined) await stopPostmaster(pid, dataDir, binaries, user);
  // A file that a crash cut short, a reused id, a dead server that nobody collects: PostgreSQL would pass none of them.
  if (recorded === undefined || isKnown(recorded)) removePidFile(dataDir);
  return pid !== undefined;
}

function isServerOf(paths: readonly string[], pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLine(pid);
  if (command === undefined) return process.platform === 'win32';
  return paths.some((path) => isServerCommand(command, path));
}

/**
 * Whether a command line is that of a server on these files, and not of an editor that has one of them open.
 *
 * @param command arguments separated by NUL, or by spaces where the system does not tell them apart
 */
export function isServerCommand(command: string, cluster: string): boolean {
  if (!command.includes('\0'))
    return /\bpostgres\b.* -D /.test(command) && command.includes(cluster);
  const [program = '', ...flags] = command.split('\0');
  return basename(program) === 'postgres' && flags[flags.indexOf('-D') + 1] === cluster;
}
