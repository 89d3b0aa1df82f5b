import { realpathSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { projectRoot } from '../project-root.ts';
import { createDatabase } from './admin.ts';
import { findBinaries } from './binaries.ts';
import { decide, folderState } from './cluster-state.ts';
import { clusterPaths, initialise, isInitialised, readPassword, SUPERUSER } from './cluster.ts';
import { makeFolder } from './data-folder.ts';
import { freePort } from './free-port.ts';
import { stopOrphan } from './orphan.ts';
import { hasLivingOwner, takeOwnership } from './owner-lock.ts';
import { makeReachable, makeReadable } from './permissions.ts';
import { signalStop, startPostmaster, stopPostmaster } from './postmaster.ts';
import { explainSystem, StartFailure } from './start-failure.ts';
import { supervise } from './supervise.ts';
import type { PostmasterOptions } from './postmaster.ts';
import { serverUser } from './system-user.ts';

export type EmbeddedStep = 'recover' | 'initialise' | 'start';

export interface EmbeddedOptions {
  /** Folder for all that the server keeps; made if missing. One process at a time. */
  dataDir: string;
  /** Port to listen on; a free one when absent. */
  port?: number;
  /** Told before each step that may take a moment. */
  onProgress?: (step: EmbeddedStep) => void;
  /** Told of each folder outside the project that PostgreSQL's user was given the right to pass through. */
  onFolderOpened?: (folder: string) => void;
  /** Starts the server again, on the same port, if it ends by itself; told each time that it did. */
  onUnexpectedEnd?: () => void;
  /** Told why it does not start again, once each time that it ended; it is tried again all the same. */
  onRestartFailure?: (error: unknown) => void;
  /** Files elsewhere that are written only once there are data: without the data, none are made anew beside them. */
  traces?: readonly string[];
  /** PostgreSQL settings that replace ours, such as `fsync: 'off'` in tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedServer {
  /** Connection string of a database, password included: never to be logged. */
  url(database: string): string;
  /** @returns false when the database existed already. */
  createDatabase(name: string): Promise<boolean>;
  /** Stops the server and gives the folder back; connections still open are cut. May be called twice. */
  stop(): Promise<void>;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  // Statements hold people's data, and their failures are logged by those who send them.
  log_statement: 'none',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  jit: 'off',
};

/**
 * Starts the PostgreSQL server that comes with the npm packages, on a free loopback port. The data of
 * an earlier start are kept. A server left behind by a killed process is stopped first.
 *
 * @throws when a living process uses the folder, or when the server cannot run; the message says why.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    return await start(options);
  } catch (error) {
    throw explainSystem(error, options.dataDir);
  }
}

async function start(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { onProgress } = options;
  const [binaries, user] = await Promise.all([findBinaries(), serverUser()]);
  const made = makeFolder(options.dataDir);
  const dataDir = realpathSync(options.dataDir);
  const release = takeOwnership(dataDir);
  try {
    if (user.uid !== undefined) {
      const ours = [projectRoot(), realpathSync(made ?? dataDir)];
      const opened = makeReachable(binaries.native, ours);
      makeReadable(binaries.native);
      opened.push(...makeReachable(dataDir, ours));
      for (const folder of opened) options.onFolderOpened?.(folder);
    }
    const { cluster } = clusterPaths(dataDir);
    const todo = decide(folderState(dataDir, options.traces), cluster);
    if (await stopOrphan(dataDir, binaries, user)) onProgress?.('recover');
    if (todo === 'create') {
      onProgress?.('initialise');
      await initialise(dataDir, binaries, user);
    }
    const password = readPassword(dataDir);
    onProgress?.('start');
    const settings = { ...SETTINGS, ...options.settings };
    const server = { dataDir, binaries, user, settings };
    const { child, port } = await startServer(server, options.port);
    const supervised = supervise(
      child,
      () => startServer(server, port),
      options.onUnexpectedEnd,
      options.onRestartFailure,
    );

    // The last resort, for whoever calls process.exit() without stop().
    const onExit = () => {
      signalStop(supervised.pid(), dataDir, binaries, user);
      release();
    };
    process.once('exit', onExit);

    let stopping: Promise<void> | undefined;
    const url = (database: string) =>
      `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
    return {
      url,
      createDatabase: (name) =>
        createDatabase(url('postgres'), name).catch((error: unknown) => {
          throw explainRefusal(error, dataDir);
        }),
      stop: () =>
        (stopping ??= supervised
          .end()
          .then(() => stopPostmaster(supervised.pid(), dataDir, binaries, user))
          .then(() => {
            process.removeListener('exit', onExit);
            release();
          })),
    };
  } catch (error) {
    release();
    throw error;
  }
}

const INVALID_PASSWORD = '28P01';

function explainRefusal(error: unknown, dataDir: string): unknown {
  if ((error as { code?: unknown }).code !== INVALID_PASSWORD) return error;
  const { cluster, password } = clusterPaths(dataDir);
  return new Error(
    `Le mot de passe de ${password} n’est pas celui des données de ${cluster} : les deux ne viennent pas du même dossier. ` +
      'Rien n’a été changé. Remettez les deux depuis la même sauvegarde.',
    { cause: error },
  );
}

const ATTEMPTS = 10;

/**
 * Another program may take the port between our look and the server's, and the last processes of a
 * server that was killed outright may need a moment to notice: both pass by themselves.
 */
async function startServer(
  options: Omit<PostmasterOptions, 'port'>,
  wantedPort: number | undefined,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await freePort());
    try {
      return { child: await startPostmaster({ ...options, port }), port };
    } catch (error) {
      const passing =
        /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory/.test(
          error instanceof StartFailure ? error.output : String(error),
        );
      if (!passing || attempt === ATTEMPTS) throw error;
      await delay(300);
    }
  }
}

/**
 * Stops the server that a killed process left in a data folder, and deletes the folder.
 *
 * @returns false, with nothing done, when a living process uses it.
 */
export async function removeAbandonedServer(dataDir: string): Promise<boolean> {
  if (hasLivingOwner(dataDir)) return false;
  const [binaries, user] = await Promise.all([findBinaries(), serverUser()]);
  if (isInitialised(dataDir)) await stopOrphan(realpathSync(dataDir), binaries, user);
  rmSync(dataDir, { recursive: true, force: true });
  return true;
}
