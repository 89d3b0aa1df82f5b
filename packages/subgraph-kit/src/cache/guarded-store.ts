import CircuitBreaker from 'opossum';

import type { Logger } from '../logging.ts';
import { type CacheMetrics, showBreaker } from './cache-metrics.ts';
import type { RemoteStore } from './redis-store.ts';
import type { CacheStore } from './store.ts';

/** The cache was not asked, on purpose. */
export class CacheBypassed extends Error {}

/** So many, one after the other, are no accident. */
const FAILURES_IN_A_ROW = 5;

/** While the breaker is open, how often it tries. */
const RETRY_MS = 500;

/**
 * How long entries are not read after the cache has come back. Writers may notice a little later than readers that
 * it is back (at most RETRY_MS, or the client's time to connect): what they could not tell meanwhile, nobody reads.
 */
const TRUST_AFTER_MS = 1_000;

/**
 * Stands before a store that may be away: a breaker that opens on errors and time-outs, so that a cache that does not
 * answer costs its time-out only for a moment, and a pause before it is believed again.
 *
 * @param now clock, in milliseconds
 */
export function guardedStore(
  store: Pick<RemoteStore, 'lire' | 'remplir' | 'publier' | 'state' | 'onReady'>,
  {
    metrics,
    logger,
    now = () => performance.now(),
    trustAfterMs = TRUST_AFTER_MS,
  }: {
    metrics: CacheMetrics;
    logger: Pick<Logger, 'warn' | 'info'>;
    now?: () => number;
    trustAfterMs?: number;
  },
): CacheStore & { close: () => void } {
  const breaker = new CircuitBreaker((trip: () => Promise<unknown>) => trip(), {
    // The client has its own: a second timer for each command would tell nothing new.
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 5,
    rollingCountTimeout: 1_000,
    rollingCountBuckets: 10,
    resetTimeout: RETRY_MS,
  });
  let trustedFrom = now() + trustAfterMs;
  const distrust = () => {
    trustedFrom = now() + trustAfterMs;
  };
  // The share of failures in a second alone would wait for the successes before them to be forgotten, and never be
  // reached by a service that few ask.
  let failuresInARow = 0;
  breaker.on('success', () => {
    failuresInARow = 0;
  });
  breaker.on('failure', () => {
    failuresInARow += 1;
    if (failuresInARow >= FAILURES_IN_A_ROW && breaker.closed) breaker.open();
  });
  breaker.on('open', () => {
    showBreaker(metrics, 'ouvert');
    logger.warn('The cache does not answer: reading from the database');
  });
  breaker.on('halfOpen', () => {
    showBreaker(metrics, 'demi_ouvert');
  });
  breaker.on('close', () => {
    distrust();
    showBreaker(metrics, 'ferme');
    logger.info('The cache answers again');
  });
  store.onReady(() => {
    distrust();
    if (!breaker.closed) breaker.close();
  });
  const through = <Value>(trip: () => Promise<Value>) => breaker.fire(trip) as Promise<Value>;

  return {
    async lire(keys, token) {
      if (breaker.opened) throw new CacheBypassed('The cache is out of reach');
      const believed = () => breaker.closed && now() >= trustedFrom;
      // Half open, a reading is what finds out whether the cache answers; what it reads is not believed.
      if (breaker.closed && !believed()) throw new CacheBypassed('The cache has just come back');
      const found = await through(() => store.lire(keys, token));
      if (!believed()) throw new CacheBypassed('The cache has just come back');
      return found;
    },
    remplir: (token, entries) => through(() => store.remplir(token, entries)),
    publier(publications) {
      // Half open lets one pass; but a write that is not told is worse than one that waits.
      if (breaker.halfOpen) return store.publier(publications);
      return through(() => store.publier(publications));
    },
    state() {
      if (!breaker.closed) return 'hors de portée';
      return now() < trustedFrom ? 'de retour, pas encore lu' : store.state();
    },
    close: () => {
      breaker.shutdown();
    },
  };
}
