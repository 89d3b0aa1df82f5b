import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Who can sign in to a new stack, and hires the others. */
export interface Administrator {
  identifiant: string;
  motDePasse: string;
}

/**
 * The administrator of the stack of a folder. The password is made once and kept in a file of the folder that nobody
 * else reads: the account is made when the databases are, and a later start must still tell it.
 *
 * @param dataDir folder of the stack
 * @param given what the environment says, which is not kept
 */
export function administratorOf(
  dataDir: string,
  given: { identifiant: string; motDePasse: string | undefined },
): Administrator {
  const { identifiant, motDePasse } = given;
  if (motDePasse !== undefined) return { identifiant, motDePasse };
  const file = join(dataDir, 'administrateur');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(12).toString('base64url'), { mode: 0o600 });
  }
  return { identifiant, motDePasse: readFileSync(file, 'utf8').trim() };
}

/**
 * Makes the first administrator where there is none, as the deployment does: by a program that ends, so that no service
 * keeps the password.
 *
 * @param settings the built programs, and whom to make
 * @param databaseUrl of caisse
 */
export async function makeAdministrator(
  { dist, administrator }: { dist: string; administrator: Administrator },
  databaseUrl: string,
): Promise<void> {
  await promisify(execFile)(process.execPath, [join(dist, 'premier-admin.js')], {
    env: {
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      ADMIN_IDENTIFIANT: administrator.identifiant,
      ADMIN_MOT_DE_PASSE: administrator.motDePasse,
    },
  });
}
