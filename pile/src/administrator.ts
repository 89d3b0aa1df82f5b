import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
