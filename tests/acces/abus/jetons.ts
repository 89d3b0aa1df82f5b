import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { JETON } from '@caisse/acces';
import { SignJWT, type JWTPayload } from 'jose';

import { type Abus, poste } from './abus.ts';

/** A token as caisse makes them, and what may be wrong with it. */
interface Faux {
  charge?: JWTPayload;
  entete?: Record<string, string>;
  cle?: KeyObject;
  emetteur?: string;
  audience?: string;
  /** Seconds from now until it ends. */
  dureeS?: number;
}

const BON: JWTPayload = { role: 'ADMIN', sid: 'connexion-1', sub: '1' };

export function jeton(cleDeCaisse: KeyObject, faux: Faux = {}): Promise<string> {
  const maintenant = Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...BON, ...faux.charge })
    .setProtectedHeader({ alg: 'EdDSA', typ: JETON.type, ...faux.entete })
    .setIssuer(faux.emetteur ?? JETON.emetteur)
    .setAudience(faux.audience ?? JETON.audience)
    .setIssuedAt(maintenant - 60)
    .setExpirationTime(maintenant + (faux.dureeS ?? 600))
    .sign(faux.cle ?? cleDeCaisse);
}

const base64 = (valeur: unknown) => Buffer.from(JSON.stringify(valeur)).toString('base64url');

/**
 * Requests with tokens that caisse did not give.
 *
 * @param cleDeCaisse its private key: what is wrong is never only that the signature is
 * @param clePublique of caisse, which everybody may know
 */
export async function fauxJetons(cleDeCaisse: KeyObject, clePublique: KeyObject): Promise<Abus[]> {
  const bon = await jeton(cleDeCaisse);
  const [entete = '', charge = '', signature = ''] = bon.split('.');
  const publique = clePublique.export({ format: 'der', type: 'spki' });
  const confondu = `${base64({ alg: 'HS256', typ: JETON.type })}.${charge}`;
  const cas: Record<string, string | Promise<string>> = {
    'alg none': `Bearer ${base64({ alg: 'none', typ: JETON.type })}.${charge}.`,
    'alg none, with a signature': `Bearer ${base64({ alg: 'none', typ: JETON.type })}.${charge}.${signature}`,
    'signed with the public key as a secret': `Bearer ${confondu}.${createHmac('sha256', publique).update(confondu).digest('base64url')}`,
    'another key': bearer(jeton(cleDeCaisse, { cle: generateKeyPairSync('ed25519').privateKey })),
    'its own key in its header': bearer(
      jeton(cleDeCaisse, {
        cle: generateKeyPairSync('ed25519').privateKey,
        entete: { jku: 'http://127.0.0.1:1/cles' },
      }),
    ),
    expired: bearer(jeton(cleDeCaisse, { dureeS: -30 })),
    'another audience': bearer(jeton(cleDeCaisse, { audience: 'stock' })),
    'another issuer': bearer(jeton(cleDeCaisse, { emetteur: 'router' })),
    'the type of a signed identity': bearer(
      jeton(cleDeCaisse, { entete: { typ: 'identity+jwt' } }),
    ),
    'a role that does not exist': bearer(jeton(cleDeCaisse, { charge: { role: 'ROI' } })),
    'a cashier without a store': bearer(jeton(cleDeCaisse, { charge: { role: 'CAISSIER' } })),
    'a cashier of store -1': bearer(
      jeton(cleDeCaisse, { charge: { role: 'CAISSIER', magasin: -1 } }),
    ),
    'no sign-in': bearer(
      jeton(cleDeCaisse, { charge: { sid: undefined } as unknown as JWTPayload }),
    ),
    'a role changed after the signature': `Bearer ${entete}.${base64({ ...BON, role: 'ADMIN', sub: '99' })}.${signature}`,
    'an unfinished token': `Bearer ${entete}.${charge}`,
    'another scheme': `Basic ${Buffer.from('admin:demo').toString('base64')}`,
    'no token after Bearer': 'Bearer ',
    '12 kB of letters': `Bearer ${'a'.repeat(12_000)}`,
  };
  const noms = Object.keys(cas);
  const valeurs = await Promise.all(Object.values(cas).map((valeur) => Promise.resolve(valeur)));
  return noms.map((nom, i) => ({
    ...poste(`a token: ${nom}`, 'NON_AUTHENTIFIE', '{ magasins { id } }', 401),
    entetes: { 'content-type': 'application/json', authorization: valeurs[i] ?? '' },
  }));
}

async function bearer(jetonSigne: Promise<string>): Promise<string> {
  return `Bearer ${await jetonSigne}`;
}
