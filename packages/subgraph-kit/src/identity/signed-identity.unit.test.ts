import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { SignJWT, UnsecuredJWT } from 'jose';

import { credentialsOf, generateDeploymentKeys } from './keys.ts';
import { identitySigner, identityVerifier, type Subject } from './signed-identity.ts';

const keys = generateDeploymentKeys();
const NOW = Date.UTC(2026, 10, 22, 14);
const GERANT: Subject = {
  employe: { id: '7', role: 'GERANT', magasinId: 1, connexionId: 'c-1' },
  scopes: ['caisse:tenir', 'vente:annuler'],
};

const signer = (issuer: 'router' | 'vente' | 'stock', now = () => NOW) =>
  identitySigner(issuer, credentialsOf(keys, issuer), now);
const stock = (now = () => NOW) =>
  identityVerifier('stock', credentialsOf(keys, 'stock').publicKeys, now);

describe('a signed identity', () => {
  test('tells a subgraph whom the router speaks for', async () => {
    expect(await stock().verify(await signer('router').sign('stock', GERANT))).toEqual({
      issuer: 'router',
      employe: { id: '7', role: 'GERANT', magasinId: 1, connexionId: 'c-1' },
      scopes: new Set(['caisse:tenir', 'vente:annuler']),
    });
  });

  test('of nobody in particular gives no right', async () => {
    const identity = await stock().verify(await signer('router').sign('stock', 'anonymous'));
    expect(identity).toEqual({ issuer: 'router', scopes: new Set() });
  });

  test('of a service gives the right of that service, by its key', async () => {
    const identity = await stock().verify(await signer('vente').sign('stock', 'self'));
    expect(identity).toEqual({ issuer: 'vente', scopes: new Set(['service:vente']) });
  });

  test('for a person is the router’s to sign: a service that does it is not believed', async () => {
    expect(await stock().verify(await signer('vente').sign('stock', GERANT))).toBeNull();
    expect(await stock().verify(await signer('vente').sign('stock', 'anonymous'))).toBeNull();
  });

  test('holds for one subgraph only', async () => {
    expect(await stock().verify(await signer('router').sign('vente', GERANT))).toBeNull();
  });

  test('ends after 60 s, also where it was verified before', async () => {
    let now = NOW;
    const verifier = stock(() => now);
    const token = await signer('router').sign('stock', GERANT);
    expect(await verifier.verify(token)).not.toBeNull();
    now += 66_000;
    expect(await verifier.verify(token)).toBeNull();
  });

  test('is shown again while it holds long enough, and then made anew', async () => {
    let now = NOW;
    const router = signer('router', () => now);
    const first = await router.sign('stock', GERANT);
    now += 39_000;
    expect(await router.sign('stock', GERANT)).toBe(first);
    now += 2_000;
    expect(await router.sign('stock', GERANT)).not.toBe(first);
  });

  test.each([
    ['nothing', undefined],
    ['no token', 'x'],
    ['no JSON inside', 'a.b.c'],
    ['an unsigned token', new UnsecuredJWT({}).setIssuer('router').setAudience('stock').encode()],
  ])('is not %s', async (_title, shown) => {
    expect(await stock().verify(shown)).toBeNull();
  });

  const forged = (claims: {
    kid?: string;
    typ?: string;
    iss?: string;
    at?: number;
    life?: number;
  }) => {
    const { kid = 'router', typ = 'identity+jwt', iss = 'router', at = NOW, life = 60 } = claims;
    return new SignJWT({ sub: '1', role: 'ADMIN', sid: 'x', scope: 'catalogue:gerer' })
      .setProtectedHeader({ alg: 'EdDSA', typ, kid })
      .setIssuer(iss)
      .setAudience('stock')
      .setIssuedAt(at / 1_000)
      .setExpirationTime(at / 1_000 + life);
  };
  const vente = credentialsOf(keys, 'vente').privateKey;
  const router = credentialsOf(keys, 'router').privateKey;

  test('is not signed by a key that nobody gave', async () => {
    const token = await forged({}).sign(generateKeyPairSync('ed25519').privateKey);
    expect(await stock().verify(token)).toBeNull();
  });

  test('is not signed by one service in the name of another', async () => {
    expect(await stock().verify(await forged({}).sign(vente))).toBeNull();
    expect(await stock().verify(await forged({ kid: 'vente' }).sign(vente))).toBeNull();
    expect(await stock().verify(await forged({ kid: 'nobody' }).sign(vente))).toBeNull();
  });

  test('is not another token of the same key, nor one that lives for ever', async () => {
    expect(await stock().verify(await forged({}).sign(router))).not.toBeNull();
    expect(await stock().verify(await forged({ typ: 'jeton+jwt' }).sign(router))).toBeNull();
    const old = forged({ at: NOW - 3_600_000, life: 86_400 });
    expect(await stock().verify(await old.sign(router))).toBeNull();
  });
});
