import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAME = 'postgres';
const USERADD = [
  ...['--system', '--user-group', '--no-create-home'],
  ...['--shell', '/usr/sbin/nologin', NAME],
];

/** The user under which the server runs; empty where this process may run it itself. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

const ATTEMPTS = 20;
const PAUSE_MS = 100;

/**
 * PostgreSQL refuses to run as root, so root lends it a system user, which is made if it is missing.
 */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  // Two processes that start together on a new machine both find nobody, and one locks the other out of
  // /etc/passwd: the slower one finds, a moment later, the user that the other made.
  for (let attempt = 1; ; attempt += 1) {
    const known = await lookUp();
    if (known) return known;
    try {
      await run('useradd', USERADD);
    } catch (cause) {
      if (attempt < ATTEMPTS) {
        await delay(PAUSE_MS);
        continue;
      }
      throw new Error(
        `PostgreSQL refuse de tourner sous root, et l’utilisateur « ${NAME} » n’a pas pu être créé. ` +
          `Lancez la caisse sous un utilisateur ordinaire, ou créez celui-là : useradd --system ${NAME}`,
        { cause },
      );
    }
  }
}

async function lookUp(): Promise<Required<ServerUser> | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
