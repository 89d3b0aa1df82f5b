import { attacheAuMagasin, estRole, JETON, scopesDe } from '@caisse/acces';
import { type Employe, notAuthenticated, type PublicKeys } from '@caisse/subgraph-kit';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';

/** Who asks, as their token proves it. */
export interface Person {
  employe: Employe;
  /** None before a password that an administrator gave was changed. */
  scopes: readonly string[];
  mustChangePassword: boolean;
  /** When the token ends, ms. */
  expiresAt: number;
}

/** An OpenID provider that signs the tokens in place of the local sign-in. */
export interface OpenIdProvider {
  issuer: string;
  jwksUrl: string;
  /** What the provider calls this system. */
  audience: string;
  /** Claims that hold the role and the number of the store. */
  roleClaim: string;
  storeClaim: string;
}

/** How far the clocks of two machines may be apart. */
const CLOCK_TOLERANCE_S = 5;
/** Tokens that are kept verified. */
const KEPT = 5_000;

/** Verifies the tokens that people show. */
export interface PersonVerifier {
  /**
   * @param authorization header, if any
   * @returns null without a token
   * @throws PublicError NON_AUTHENTIFIE when there is one that is not valid
   */
  verify(authorization: string | undefined): Promise<Person | null>;
}

/**
 * Makes the verifier of the router: each token is verified once, and its signature believed until it ends.
 *
 * @param options.publicKeys of the deployment: the local sign-in is the subgraph caisse
 * @param options.provider replaces the local sign-in
 * @param options.isRevoked whether a sign-in was ended before its tokens
 * @param options.now the clock, ms
 */
export function personVerifier(options: {
  publicKeys: PublicKeys;
  provider?: OpenIdProvider | undefined;
  isRevoked?: (connexionId: string) => boolean;
  now?: () => number;
}): PersonVerifier {
  const { isRevoked = () => false, now = Date.now } = options;
  const check = options.provider ? foreign(options.provider) : local(options.publicKeys);
  const kept = new LRUCache<string, Person>({ max: KEPT, perf: { now }, ttlResolution: 0 });

  async function read(token: string): Promise<Person> {
    const known = kept.get(token);
    if (known) return known;
    try {
      const person = await check(token, new Date(now()));
      kept.set(token, person, { ttl: Math.max(1, person.expiresAt - now()) });
      return person;
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw notAuthenticated('Votre connexion est échue. Connectez-vous de nouveau.');
      }
      if (error instanceof errors.JOSEError) throw invalid();
      throw error;
    }
  }

  return {
    async verify(authorization) {
      if (authorization === undefined || authorization === '') return null;
      const token = /^Bearer +([\w.-]+)$/i.exec(authorization)?.[1];
      if (token === undefined) throw invalid();
      const person = await read(token);
      if (isRevoked(person.employe.connexionId)) {
        throw notAuthenticated('Cette connexion a été fermée. Connectez-vous de nouveau.');
      }
      return person;
    },
  };
}

const invalid = () => notAuthenticated('Le jeton n’est pas valide. Connectez-vous de nouveau.');

type Check = (token: string, at: Date) => Promise<Person>;

/** Tokens of the subgraph caisse, signed with its own key. */
function local(publicKeys: PublicKeys): Check {
  const key = publicKeys.get('caisse');
  if (!key) throw new Error('The public key of caisse is missing: it signs the tokens');
  return async (token, at) => {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: JETON.type,
      issuer: JETON.emetteur,
      audience: JETON.audience,
      requiredClaims: ['sub', 'exp', 'sid'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: at,
    });
    return personOf(payload, 'role', 'magasin');
  };
}

/** Tokens of an OpenID provider; its keys are fetched when they are first needed, and again when they change. */
function foreign(provider: OpenIdProvider): Check {
  const keys = createRemoteJWKSet(new URL(provider.jwksUrl), { timeoutDuration: 2_000 });
  return async (token, at) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer: provider.issuer,
      audience: provider.audience,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: at,
    });
    return personOf(payload, provider.roleClaim, provider.storeClaim);
  };
}

/** @throws JOSEError when role or store are not ours: a token that gives no right that we know */
function personOf(payload: JWTPayload, roleClaim: string, storeClaim: string): Person {
  const { sub = '', exp = 0, sid, jti } = payload;
  const role = payload[roleClaim];
  const mustChangePassword = payload['provisoire'] === true;
  if (!estRole(role)) throw new errors.JWTInvalid('The role is unknown');
  const magasinId = attacheAuMagasin(role) ? Number(payload[storeClaim]) : null;
  if (magasinId !== null && !(Number.isSafeInteger(magasinId) && magasinId > 0)) {
    throw new errors.JWTInvalid('The store is missing');
  }
  const connexionId = [sid, jti].find((id) => typeof id === 'string') ?? sub;
  return {
    employe: { id: sub, role, magasinId, connexionId },
    scopes: mustChangePassword ? [] : scopesDe(role),
    mustChangePassword,
    expiresAt: exp * 1_000,
  };
}
