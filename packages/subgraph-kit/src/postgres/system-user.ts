import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAME = 'postgres';

/** The user under which the server runs; empty where this process may run it itself. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it a system user, which is made if it is missing.
 */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUp();
  if (known) return known;
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      NAME,
    ]);
  } catch (cause) {
    // Two processes that start together both find nobody: the slower one finds the other's user made.
    const made = await lookUp();
    if (made) return made;
    throw new Error(
      `PostgreSQL cannot run as root, and the user "${NAME}" could not be created. ` +
        'Run as an ordinary user, or create that user.',
      { cause },
    );
  }
  const created = await lookUp();
  if (!created) throw new Error(`The user "${NAME}" was created but cannot be found.`);
  return created;
}

async function lookUp(): Promise<Required<ServerUser> | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
