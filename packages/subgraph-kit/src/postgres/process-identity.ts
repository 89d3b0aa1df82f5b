import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process with this id runs (a process of another user counts). */
export function isAlive(pid: number): boolean {
  // A zombie answers signals but has ended: its parent has not collected it yet.
  return isKnown(pid) && processState(pid) !== 'Z';
}

/** Whether the system knows this id: a process that runs, or a zombie. */
export function isKnown(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A text that no other process, past or future, with the same id would have: ids are reused, above all
 * in containers, where the first process gets the same one at every start.
 */
export function processIdentity(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const started = statFields(pid)?.[19];
    return started === undefined
      ? undefined
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`;
  }
  return ps(pid, 'lstart=');
}

/** The command line of a process, its arguments separated by NUL where the system tells them apart. */
export function commandLine(pid: number): string | undefined {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`);
  return ps(pid, 'command=');
}

/** Process ids of this machine; none where the system does not list them in files. */
export function allPids(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The processes that a process has started and that still run; none where the system does not tell. */
export function childrenOf(pid: number): number[] {
  return allPids().filter((child) => statFields(child)?.[1] === String(pid));
}

function processState(pid: number): string | undefined {
  return process.platform === 'linux' ? statFields(pid)?.[0] : undefined;
}

/** Fields of /proc/<pid>/stat from the third one on: the second may itself hold spaces. */
function statFields(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(pid: number, format: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return (
      execFileSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8' }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}
