import type { IncomingMessage } from 'node:http';

import { type Metrics, PublicError } from '@caisse/subgraph-kit';
import { Counter } from 'prom-client';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import type { RouterSettings } from '../settings.ts';
import { placeOf } from './place.ts';

/** What anybody may ask with a guessed password. A PIN is only asked of a person who is signed in already. */
const GUARDED = 'seConnecter';
const WINDOW_S = 60;

/** One address tried to sign in too often. */
export class TooManyAttempts extends PublicError {
  /** Seconds until it may try again. */
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super(
      'TROP_D_ESSAIS',
      `Trop d’essais de connexion depuis ce réseau. Réessayez dans ${retryAfterS} s.`,
    );
    this.retryAfterS = retryAfterS;
  }
}

/**
 * Slows down whoever tries passwords of many accounts from one place. An account's own lock-out does not see it:
 * each of them fails once. Counted by this router alone, so that a chain of n routers allows n times as many.
 */
export interface SignInAttempts {
  /** @throws TooManyAttempts */
  admit(rootFields: ReadonlySet<string>, request: IncomingMessage): Promise<void>;
}

export function signInAttempts(
  { SIGN_INS_PER_MINUTE, CLIENT_ADDRESS_HEADER }: RouterSettings,
  { registry }: Pick<Metrics, 'registry'>,
): SignInAttempts {
  const held = new Counter({
    name: 'connexions_retenues_total',
    help: 'Sign-ins by password refused before caisse heard of them: too many from one address.',
    registers: [registry],
  });
  if (SIGN_INS_PER_MINUTE === 0) return { admit: () => Promise.resolve() };
  const limiter = new RateLimiterMemory({ points: SIGN_INS_PER_MINUTE, duration: WINDOW_S });
  return {
    async admit(rootFields, request) {
      if (!rootFields.has(GUARDED)) return;
      try {
        await limiter.consume(placeOf(request, CLIENT_ADDRESS_HEADER) ?? 'unknown');
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        held.inc();
        throw new TooManyAttempts(Math.ceil(refusal.msBeforeNext / 1_000));
      }
    },
  };
}
