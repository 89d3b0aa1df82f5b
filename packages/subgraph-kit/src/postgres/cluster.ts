import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './environment.ts';
import { StartFailure } from './start-failure.ts';
import type { ServerUser } from './system-user.ts';

const run = promisify(execFile);

/** The superuser of the embedded server, which is also its only user. */
export const SUPERUSER = 'caisse';

/** The files of one embedded server, all inside its data folder. */
export function clusterPaths(dataDir: string) {
  return {
    cluster: join(dataDir, 'cluster'),
    unfinished: join(dataDir, 'cluster-unfinished'),
    password: join(dataDir, 'password'),
    log: join(dataDir, 'postgresql.log'),
  };
}

export function isInitialised(dataDir: string): boolean {
  return existsSync(join(clusterPaths(dataDir).cluster, 'PG_VERSION'));
}

/**
 * Creates the server's files. They are prepared beside their place and moved there when complete, so
 * that an interrupted first start leaves nothing that looks like a server.
 */
export async function initialise(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  const { cluster, unfinished, password, log } = clusterPaths(dataDir);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  // The server's user reads the password for the time of this step only.
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  giveTo(user, unfinished, password);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${password}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order and case rules on every machine, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...user, cwd: dataDir, env: serverEnvironment() },
    );
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const output = stderr?.trim() ?? String(error);
    throw new StartFailure(
      output,
      { cluster: dataDir, log },
      'ses fichiers n’ont pas pu être créés',
    );
  }
  if (user.uid !== undefined) chownSync(password, 0, 0);
  renameSync(unfinished, cluster);
}

/** Password of the superuser, written when the files were created. */
export function readPassword(dataDir: string): string {
  const { password } = clusterPaths(dataDir);
  try {
    return readFileSync(password, 'utf8');
  } catch (cause) {
    throw new Error(
      `Le fichier ${password} manque, et sans lui les données voisines ne s’ouvrent pas. ` +
        'Remettez-le depuis une sauvegarde de ce dossier.',
      { cause },
    );
  }
}

function giveTo({ uid, gid }: ServerUser, ...paths: string[]): void {
  if (uid === undefined || gid === undefined) return;
  for (const path of paths) chownSync(path, uid, gid);
}
