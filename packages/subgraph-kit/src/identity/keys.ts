import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

import { ISSUERS, type Issuer } from './identity.ts';

/** The public keys of a deployment, by who signs with them. */
export type PublicKeys = ReadonlyMap<Issuer, KeyObject>;

/** What a process proves who it is with, and knows the others by. */
export interface Credentials {
  privateKey: KeyObject;
  publicKeys: PublicKeys;
}

/**
 * Reads a private key as the environment has it: Ed25519, PKCS#8 in DER, base64.
 *
 * @throws Error when it is not one
 */
export function readPrivateKey(text: string): KeyObject {
  const key = createPrivateKey({
    key: Buffer.from(text, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('must be an Ed25519 key');
  return key;
}

/**
 * Reads the public keys as the environment has them: `router=<key>,vente=<key>,…`, each Ed25519, SPKI in DER, base64.
 *
 * @throws Error that names the entry at fault
 */
export function readPublicKeys(text: string): PublicKeys {
  return new Map(
    text.split(',').map((entry) => {
      const at = entry.indexOf('=');
      const name = entry.slice(0, at).trim();
      if (!isIssuer(name)) throw new Error(`"${name}" signs nothing: ${ISSUERS.join(', ')} do`);
      const der = Buffer.from(entry.slice(at + 1), 'base64');
      return [name, createPublicKey({ key: der, format: 'der', type: 'spki' })];
    }),
  );
}

/** The names of who has keys. */
function isIssuer(name: string): name is Issuer {
  return (ISSUERS as readonly string[]).includes(name);
}

/** The keys of a whole deployment, as its environment variables. */
export interface DeploymentKeys {
  /** IDENTITY_PRIVATE_KEY of each process. */
  privateKeys: Readonly<Record<Issuer, string>>;
  /** IDENTITY_PUBLIC_KEYS of all. */
  publicKeys: string;
}

/** Makes new keys for everyone who signs. */
export function generateDeploymentKeys(): DeploymentKeys {
  const pairs = ISSUERS.map((issuer) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      issuer,
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    };
  });
  return {
    privateKeys: Object.fromEntries(
      pairs.map(({ issuer, privateKey }) => [issuer, privateKey]),
    ) as Record<Issuer, string>,
    publicKeys: pairs.map(({ issuer, publicKey }) => `${issuer}=${publicKey}`).join(','),
  };
}

/** The credentials of one process of a deployment. */
export function credentialsOf(keys: DeploymentKeys, issuer: Issuer): Credentials {
  return {
    privateKey: readPrivateKey(keys.privateKeys[issuer]),
    publicKeys: readPublicKeys(keys.publicKeys),
  };
}
