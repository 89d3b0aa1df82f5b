import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { clusterPaths } from './cluster.ts';
import { serverEnvironment } from './environment.ts';
import { isAlive } from './process-identity.ts';
import type { ServerUser } from './system-user.ts';

const POLL_MS = 20;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
/** Line of postmaster.pid that holds the state, counted from 0 (PostgreSQL, `utils/pidfile.h`). */
const STATE_LINE = 7;

export interface PostmasterOptions {
  dataDir: string;
  binaries: Binaries;
  user: ServerUser;
  port: number;
  settings: Record<string, string>;
}

/**
 * Starts the server and waits until it accepts connections.
 *
 * It gets a session of its own: a terminal sends Ctrl-C to the whole foreground group, and a database that stops at that
 * moment, before those who use it, would fill the screen with lost connections. Stopping it is our part.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const { dataDir, binaries, user, port, settings } = options;
  const { cluster, log } = clusterPaths(dataDir);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

  // A file, not a pipe: a server whose parent was killed must not die of writing to nobody.
  const output = openSync(log, 'w');
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...user,
    cwd: dataDir,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  closeSync(output);
  child.unref();

  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `ended with ${signal ?? `code ${code}`}`));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isReady(cluster, child.pid)) {
    if (failure !== undefined)
      throw new Error(`PostgreSQL did not start (${failure}): ${tail(log)}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} s: ${tail(log)}`);
    }
    await delay(POLL_MS);
  }
  return child;
}

/** Stops a server, its open connections included, and waits for its end. */
export async function stopPostmaster(
  pid: number,
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  signalStop(pid, dataDir, binaries, user);
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAlive(pid)) {
    // SIGQUIT ends at once; the next start then replays the log, which loses nothing.
    if (Date.now() > deadline) signal(pid, 'SIGQUIT');
    if (Date.now() > deadline + 5_000)
      throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
    await delay(POLL_MS);
  }
}

/** Asks for a fast stop without waiting: also for exit handlers, which cannot wait. */
export function signalStop(
  pid: number,
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
): void {
  if (process.platform !== 'win32') {
    signal(pid, 'SIGINT');
    return;
  }
  // Windows has no signals: Node would end the process without letting it finish.
  const flags = ['stop', '-D', clusterPaths(dataDir).cluster, '-m', 'fast', '-W'];
  try {
    execFileSync(binaries.pgCtl, flags, { ...user, stdio: 'ignore' });
  } catch {
    // It has ended in the meantime.
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
  }
}

/** Process id in postmaster.pid, if there is such a file. */
export function recordedPid(dataDir: string): number | undefined {
  const pid = Number(pidFile(clusterPaths(dataDir).cluster)?.[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

export function removePidFile(dataDir: string): void {
  rmSync(join(clusterPaths(dataDir).cluster, 'postmaster.pid'), { force: true });
}

function isReady(cluster: string, pid: number | undefined): boolean {
  const lines = pidFile(cluster);
  return lines !== undefined && Number(lines[0]) === pid && lines[STATE_LINE]?.trim() === 'ready';
}

function pidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n');
}
