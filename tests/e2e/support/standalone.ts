import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/**
 * Where the journey is played: `PARCOURS_URL`, a system that runs somewhere and holds the demo data and nothing
 * else, or a standalone mode of its own.
 */
export async function startOrReach(): Promise<{ url: string; dispose(): Promise<void> }> {
  const url = process.env['PARCOURS_URL'];
  if (url === undefined) return startStandalone();
  return { url: url.replace(/\/$/, ''), dispose: () => Promise.resolve() };
}

/** The point of sale as a newcomer starts it: the built program, in a process and a data folder of its own. */
export interface RunningStandalone {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** What the program has printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does, and waits. */
  stop(): Promise<number | null>;
  /** Stops it and deletes its data. */
  dispose(): Promise<void>;
}

const PROGRAM = resolve('dist/standalone/main.js');
const READY = /Caisse et administration\s+(http:\/\/\S+?)\/\s/;

/**
 * Starts the standalone mode on a free port and waits until it says that it is ready.
 *
 * @param dataDir folder of an earlier run, to start again on its data
 */
export async function startStandalone(
  dataDir = join(tmpdir(), `caisse-e2e-${randomUUID()}`),
): Promise<RunningStandalone> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // However the test ends, the program ends with it.
  const orphaned = () => child.kill('SIGINT');
  process.once('exit', orphaned);
  let printed = '';
  const ended = once(child, 'exit').then(([code]) => {
    process.removeListener('exit', orphaned);
    return code as number | null;
  });
  const url = await new Promise<string>((resolveUrl, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = READY.exec(printed);
      if (found?.[1]) resolveUrl(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => {
      reject(new Error(`The standalone mode ended with ${code} before it was ready:\n${printed}`));
    });
  });
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGINT');
    return ended;
  };
  return {
    url,
    dataDir,
    process: child,
    output: () => printed,
    stop,
    dispose: async () => {
      await stop();
      garderJournaux(dataDir, printed);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What it wrote is looked at when all tests are done. */
function garderJournaux(dataDir: string, printed: string): void {
  const folder = resolve('artefacts/e2e', basename(dataDir));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'terminal.log'), printed);
  for (const part of ['journaux', 'postgres/postgresql.log']) {
    const source = join(dataDir, part);
    if (existsSync(source)) cpSync(source, join(folder, basename(part)), { recursive: true });
  }
}
