import { hash, verify } from '@node-rs/argon2';
import { PublicError } from '@caisse/subgraph-kit';
import pLimit from 'p-limit';

import { normaliserSecret } from '../domain/secrets.ts';

/** argon2id with what OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, two passes, one lane. */
const PARAMETRES = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is hashed: each kind has its own queue, so that PINs never stop a sign-in by password, nor the reverse. */
export type Secret = 'MOT_DE_PASSE' | 'NIP';

/** Digests made at once: a flood of sign-ins leaves a core to the tills. */
const SIMULTANES = { MOT_DE_PASSE: 2, NIP: 1 } as const;
/** Digests that wait for their turn: a second's work, beyond which a sign-in is refused at once. */
const EN_ATTENTE = 40;

/** What is verified for who does not exist: the digest of a password that nobody has. */
const LEURRE =
  '$argon2id$v=19$m=19456,t=2,p=1$/MB2tYM1wWwadye84tacJg$8TehyuaWjOiWDwut3mXn284nsBtc92SlZ6LYkkKkizg';

/** Makes and verifies the digests of passwords and PINs. */
export interface Hachage {
  hacher(secret: string): Promise<string>;
  /**
   * @param empreinte null for an account or a secret that does not exist: it takes as long, and is false
   */
  verifier(empreinte: string | null, secret: string, sorte: Secret): Promise<boolean>;
}

/**
 * Bounds the digests that are made at once in this process.
 *
 * @throws PublicError SERVICE_INDISPONIBLE when too many wait already
 */
export function creerHachage(): Hachage {
  const files = {
    MOT_DE_PASSE: pLimit(SIMULTANES.MOT_DE_PASSE),
    NIP: pLimit(SIMULTANES.NIP),
  };
  function aSonTour<Value>(sorte: Secret, travail: () => Promise<Value>): Promise<Value> {
    if (files[sorte].pendingCount >= EN_ATTENTE) {
      throw new PublicError(
        'SERVICE_INDISPONIBLE',
        'Trop de personnes se connectent en ce moment. Réessayez dans quelques secondes.',
      );
    }
    return files[sorte](travail);
  }
  return {
    async hacher(secret) {
      return aSonTour('MOT_DE_PASSE', () => hash(normaliserSecret(secret), PARAMETRES));
    },
    async verifier(empreinte, secret, sorte) {
      const bon = await aSonTour(sorte, () =>
        verify(empreinte ?? LEURRE, normaliserSecret(secret)),
      );
      return bon && empreinte !== null;
    },
  };
}
