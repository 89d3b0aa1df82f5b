import { hkdfSync, type KeyObject } from 'node:crypto';

/** The key of the places where secrets are tried: the same in every replica, and kept nowhere. */
export function cleDesEssais(privateKey: KeyObject): Buffer {
  const source = privateKey.export({ format: 'der', type: 'pkcs8' });
  return Buffer.from(hkdfSync('sha256', source, '', 'caisse essais', 32));
}
