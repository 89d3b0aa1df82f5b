import { errors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';

import type { SubgraphName } from '../transport/transport.ts';
import { type Employe, type Identity, type Issuer, scopeOfService } from './identity.ts';
import type { Credentials, PublicKeys } from './keys.ts';

/** Header that carries the signed identity of whoever calls a subgraph. */
export const IDENTITY_HEADER = 'x-identity';

/** Type in the token's header, so that no other token of the same key passes for an identity. */
const TYPE = 'identity+jwt';
/** How long an identity holds. */
const LIFETIME_S = 60;
/** A signed identity is shown again while it holds this much longer: signing costs more than the rest of a call. */
const MARGIN_S = 20;
/** How far the clocks of two machines may be apart. */
const CLOCK_TOLERANCE_S = 5;
/** Identities that are kept: people at work times services. */
const KEPT = 5_000;

/** Whom a call speaks for: a person with rights, nobody in particular, or the caller itself. */
export type Subject = { employe: Employe; scopes: readonly string[] } | 'anonymous' | 'self';

/** Signs identities as one process. */
export interface IdentitySigner {
  /** A token that the audience takes for 60 s, and no other subgraph takes. */
  sign(audience: SubgraphName, subject: Subject): Promise<string>;
}

/**
 * Makes the signer of a process.
 *
 * @param issuer whose key it is
 * @param now the clock, ms
 */
export function identitySigner(
  issuer: Issuer,
  { privateKey }: Pick<Credentials, 'privateKey'>,
  now: () => number = Date.now,
): IdentitySigner {
  const kept = new LRUCache<string, Promise<string>>({
    max: KEPT,
    ttl: (LIFETIME_S - MARGIN_S) * 1_000,
    perf: { now },
    ttlResolution: 0,
  });
  return {
    sign(audience, subject) {
      const key = JSON.stringify([audience, subject]);
      let token = kept.get(key);
      if (!token) {
        const issuedAt = Math.floor(now() / 1_000);
        token = new SignJWT(claimsOf(subject))
          .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: issuer })
          .setIssuer(issuer)
          .setAudience(audience)
          .setIssuedAt(issuedAt)
          .setExpirationTime(issuedAt + LIFETIME_S)
          .sign(privateKey);
        kept.set(key, token);
      }
      return token;
    },
  };
}

/** What a token says beside issuer, audience and times. */
interface Claims {
  sub?: string;
  role?: string;
  magasin?: number;
  sid?: string;
  scope?: string;
  /** The issuer speaks for itself. */
  self?: true;
}

function claimsOf(subject: Subject): Claims & Record<string, unknown> {
  if (subject === 'anonymous') return {};
  if (subject === 'self') return { self: true };
  const { employe, scopes } = subject;
  return {
    sub: employe.id,
    role: employe.role,
    ...(employe.magasinId !== null && { magasin: employe.magasinId }),
    sid: employe.connexionId,
    scope: scopes.join(' '),
  };
}

/** Says who calls, from what they show. */
export interface IdentityVerifier {
  /** @returns null when the token is absent, expired, for another subgraph, or not signed by one of ours */
  verify(token: string | undefined): Promise<Identity | null>;
}

/**
 * Makes the verifier of a subgraph.
 *
 * @param audience the subgraph, whose calls these are
 * @param publicKeys of all who sign
 * @param now the clock, ms
 */
export function identityVerifier(
  audience: SubgraphName,
  publicKeys: PublicKeys,
  now: () => number = Date.now,
): IdentityVerifier {
  const kept = new LRUCache<string, Identity>({ max: KEPT, perf: { now }, ttlResolution: 0 });
  return {
    async verify(token) {
      if (token === undefined) return null;
      const known = kept.get(token);
      if (known) return known;
      try {
        const { payload, protectedHeader } = await jwtVerify<Claims>(
          token,
          ({ kid }) => keyOf(kid, publicKeys),
          {
            algorithms: ['EdDSA'],
            typ: TYPE,
            audience,
            requiredClaims: ['iss', 'iat', 'exp'],
            maxTokenAge: LIFETIME_S,
            clockTolerance: CLOCK_TOLERANCE_S,
            currentDate: new Date(now()),
          },
        );
        const identity = identityOf(protectedHeader.kid as Issuer, payload);
        if (!identity || identity.issuer !== payload.iss) return null;
        const left = (payload.exp ?? 0) * 1_000 - now();
        if (left > 0) kept.set(token, identity, { ttl: left });
        return identity;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

/** The key of the one whom the token names as its signer: nobody signs for another. */
function keyOf(kid: string | undefined, publicKeys: PublicKeys) {
  const key = publicKeys.get(kid as Issuer);
  if (!key) throw new errors.JWTInvalid('Nobody of that name signs here');
  return key;
}

/** Only the router speaks for people; the scope of a service comes from its key, not from its words. */
function identityOf(issuer: Issuer, claims: Claims): Identity | null {
  if (claims.self) return { issuer, scopes: new Set([scopeOfService(issuer)]) };
  if (issuer !== 'router') return null;
  const { sub, role, magasin, sid, scope } = claims;
  if (sub === undefined) return { issuer, scopes: new Set() };
  if (role === undefined || sid === undefined) return null;
  return {
    issuer,
    employe: { id: sub, role, magasinId: magasin ?? null, connexionId: sid },
    scopes: new Set(scope ? scope.split(' ') : []),
  };
}
