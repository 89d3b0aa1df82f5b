import { createHash, type KeyObject, randomBytes, randomUUID } from 'node:crypto';

import { type ChargeJeton, JETON } from '@caisse/acces';
import { SignJWT } from 'jose';

import type { Employe } from '../domain/employe.ts';

/** Makes what a person shows: tokens signed by caisse, and secrets that serve once. */
export interface Jetons {
  /** A token of a person's sign-in. */
  signer(
    employe: Employe,
    connexionId: string,
    periode: { maintenant: Date; expireLe: Date },
  ): Promise<string>;
  /** A secret of 256 bits, in base64url. */
  nouveauSecret(): string;
  /** What the database keeps of a secret: SHA-256, enough for what nobody can guess. */
  condenser(secret: string): Buffer;
}

/** @param privateKey caisse's own, whose public key the router has */
export function creerJetons(privateKey: KeyObject): Jetons {
  return {
    signer({ id, role, magasinId, motDePasseProvisoire }, connexionId, { maintenant, expireLe }) {
      const charge: ChargeJeton = {
        role,
        ...(magasinId !== null && { magasin: magasinId }),
        sid: connexionId,
        ...(motDePasseProvisoire && { provisoire: true }),
      };
      return new SignJWT({ ...charge })
        .setProtectedHeader({ alg: 'EdDSA', typ: JETON.type })
        .setIssuer(JETON.emetteur)
        .setAudience(JETON.audience)
        .setSubject(String(id))
        .setJti(randomUUID())
        .setIssuedAt(Math.floor(maintenant.getTime() / 1_000))
        .setExpirationTime(Math.floor(expireLe.getTime() / 1_000))
        .sign(privateKey);
    },
    nouveauSecret: () => randomBytes(32).toString('base64url'),
    condenser: (secret) => createHash('sha256').update(secret).digest(),
  };
}
