import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { clusterPaths } from './cluster.ts';
import { serverEnvironment } from './environment.ts';
import { childrenOf, isAlive } from './process-identity.ts';
import { openServerLog } from './server-log.ts';
import { StartFailure } from './start-failure.ts';
import type { ServerUser } from './system-user.ts';

const POLL_MS = 20;
const START_TIMEOUT_MS = 60_000;
/** How long a server may take to stop when it is asked, told, and killed. */
const STOP_LIMITS = { askedMs: 30_000, toldMs: 5_000, killedMs: 5_000 };
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
  const output = openServerLog(log);
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...user,
    cwd: dataDir,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output.file, output.file],
    windowsHide: true,
  });
  output.close();
  child.unref();

  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `fini par ${signal ?? `le code ${code}`}`));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isReady(cluster, child.pid)) {
    if (failure !== undefined) throw new StartFailure(output.written(), { cluster, log }, failure);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      const late = `pas prêt après ${START_TIMEOUT_MS / 1000} s`;
      throw new StartFailure(output.written(), { cluster, log }, late);
    }
    await delay(POLL_MS);
  }
  return child;
}

/**
 * Stops a server, its open connections included, and waits for its end. One that somebody froze is thawed to be asked;
 * one that does not listen is killed in the end: the next start then replays the log, which loses nothing.
 *
 * @throws Error when even that does not end it
 */
export async function stopPostmaster(
  pid: number,
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
  { askedMs, toldMs, killedMs } = STOP_LIMITS,
): Promise<void> {
  signalStop(pid, dataDir, binaries, user);
  thaw(pid);
  if (await ends(pid, askedMs)) return;
  signal(pid, 'SIGQUIT');
  thaw(pid);
  if (await ends(pid, toldMs)) return;
  // The server first, so that it starts none of them again.
  for (const member of [pid, ...childrenOf(pid)]) signal(member, 'SIGKILL');
  if (await ends(pid, killedMs)) return;
  throw new Error(
    `PostgreSQL (processus ${pid}) ne s’arrête pas, même tué. Redémarrez la machine ; ` +
      `les données de ${dataDir} n’y perdront rien.`,
  );
}

/** @returns whether the process has ended before the time was over */
async function ends(pid: number, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Lets a server that was stopped like a job (SIGSTOP) hear what it is told, its own processes included. */
function thaw(pid: number): void {
  if (process.platform === 'win32') return;
  for (const member of [pid, ...childrenOf(pid)]) signal(member, 'SIGCONT');
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
