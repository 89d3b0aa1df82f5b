import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** How to run one program of the stack. */
export interface Program {
  name: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd?: string;
  /** What asks it to end in order. */
  stopSignal?: NodeJS.Signals;
  /** Rejects, or gives false, until it can work. */
  ready: () => Promise<boolean>;
}

/** One process of the stack. */
export interface Child {
  readonly name: string;
  /** Starts it and waits until it can work. */
  start(): Promise<void>;
  /** Asks it to end and waits. @returns its exit code; null when a signal ended it */
  stop(): Promise<number | null>;
  /** kill -9, and waits for the end. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  alive(): boolean;
  pid(): number | undefined;
}

/** Where processes write, and who is told when one ends without being asked. */
export interface ChildOptions {
  logs: string;
  onUnexpectedEnd?: (child: Child, code: number | null) => void;
  /** Told of each process, so that one that is left behind can be found. */
  onStart?: (name: string, pid: number) => void;
}

const START_LIMIT_MS = 60_000;

/** Makes a process of the stack, not started yet. */
export function createChild(program: Program, options: ChildOptions): Child {
  const { name, command, args, env, cwd, stopSignal = 'SIGTERM', ready } = program;
  let current: ChildProcess | undefined;
  let expected = true;
  const alive = () =>
    current !== undefined && current.exitCode === null && current.signalCode === null;
  const ended = async (): Promise<number | null> => {
    if (current && alive()) await once(current, 'exit');
    return current?.exitCode ?? null;
  };

  const child: Child = {
    name,
    alive,
    pid: () => current?.pid,
    signal: (signal) => void current?.kill(signal),
    async start() {
      expected = false;
      const log = openSync(join(options.logs, `${name}.log`), 'a');
      const started = spawn(command, args, {
        env: { ...env },
        ...(cwd !== undefined && { cwd }),
        stdio: ['ignore', log, log],
        // A group of its own: Ctrl-C reaches the stack alone, which ends its processes in order.
        detached: true,
      });
      closeSync(log);
      current = started;
      if (started.pid !== undefined) options.onStart?.(name, started.pid);
      started.once('exit', (code) => {
        if (!expected && current === started) options.onUnexpectedEnd?.(child, code);
      });
      const deadline = Date.now() + START_LIMIT_MS;
      while (!(await ready().catch(() => false))) {
        if (!alive() || Date.now() > deadline) {
          expected = true;
          throw new Error(`${name} n’a pas démarré : voir ${join(options.logs, `${name}.log`)}`);
        }
        await delay(50);
      }
    },
    async stop() {
      expected = true;
      if (alive()) current?.kill(stopSignal);
      return ended();
    },
    async kill() {
      expected = true;
      // With what it started: Nginx's workers would go on without it.
      if (alive() && current?.pid !== undefined) process.kill(-current.pid, 'SIGKILL');
      await ended();
    },
  };
  return child;
}

/** True when an HTTP address answers 2xx. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
  await response.arrayBuffer();
  return response.ok;
}
