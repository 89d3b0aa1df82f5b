import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { CacheStore } from './store.ts';

/** How a key was answered. */
export const READ_OUTCOMES = [
  // From the cache.
  'succes',
  // From the database, and the cache filled.
  'absence',
  // From the database, while another reader fills.
  'bail_occupe',
  // From the database, since what the cache held was not written by us.
  'etranger',
  // From the database, without asking the cache: it is out of reach, has just come back, or has missed a write.
  'contournement',
  // From the database, since the cache failed or was too slow.
  'erreur',
] as const;
export type ReadOutcome = (typeof READ_OUTCOMES)[number];

export const OPERATIONS = ['lire', 'remplir', 'publier'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const BREAKER_STATES = ['ferme', 'demi_ouvert', 'ouvert'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** What is measured of a service's cache. */
export interface CacheMetrics {
  reads: Counter<'entite' | 'resultat'>;
  /** Round trips, by step and outcome. */
  trips: Counter<'operation' | 'resultat'>;
  duration: Histogram<'operation'>;
  breaker: Gauge<'etat'>;
}

/** Makes the metrics of a cache, each series present from the start: zero is not the same as missing. */
export function cacheMetrics(registry: Registry, entity: string): CacheMetrics {
  const registers = [registry];
  const metrics: CacheMetrics = {
    reads: new Counter({
      name: 'cache_lectures_total',
      help: 'Keys read through the cache, by how they were answered.',
      labelNames: ['entite', 'resultat'],
      registers,
    }),
    trips: new Counter({
      name: 'cache_allers_retours_total',
      help: 'Round trips to the cache, by step and outcome.',
      labelNames: ['operation', 'resultat'],
      registers,
    }),
    duration: new Histogram({
      name: 'cache_duree_seconds',
      help: 'Time that a round trip to the cache took.',
      labelNames: ['operation'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
      registers,
    }),
    breaker: new Gauge({
      name: 'cache_disjoncteur',
      help: 'State of the circuit breaker before the cache: 1 for the present one.',
      labelNames: ['etat'],
      registers,
    }),
  };
  for (const resultat of READ_OUTCOMES) metrics.reads.inc({ entite: entity, resultat }, 0);
  for (const operation of OPERATIONS) {
    for (const resultat of ['reussi', 'echoue']) metrics.trips.inc({ operation, resultat }, 0);
  }
  showBreaker(metrics, 'ferme');
  return metrics;
}

export function showBreaker({ breaker }: CacheMetrics, present: BreakerState): void {
  for (const etat of BREAKER_STATES) breaker.set({ etat }, etat === present ? 1 : 0);
}

/** A store whose round trips are timed and counted. */
export function measuredStore<Store extends CacheStore>(
  store: Store,
  metrics: CacheMetrics,
): Store {
  return {
    ...store,
    lire: (keys, token) => measured(metrics, 'lire', () => store.lire(keys, token)),
    remplir: (token, entries) => measured(metrics, 'remplir', () => store.remplir(token, entries)),
    publier: (entries) => measured(metrics, 'publier', () => store.publier(entries)),
  };
}

async function measured<Value>(
  { trips, duration }: CacheMetrics,
  operation: Operation,
  trip: () => Promise<Value>,
): Promise<Value> {
  const end = duration.startTimer({ operation });
  try {
    const value = await trip();
    trips.inc({ operation, resultat: 'reussi' });
    return value;
  } catch (error) {
    trips.inc({ operation, resultat: 'echoue' });
    throw error;
  } finally {
    end();
  }
}
