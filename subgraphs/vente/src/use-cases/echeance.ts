import { setTimeout as attendre } from 'node:timers/promises';

import { PublicError, type RetryBudget, retryBudget } from '@caisse/subgraph-kit';

import { RefusDefinitif } from '../domain/participants.ts';
import { ClientParti } from './presence.ts';

/** The time-outs of a sale, in milliseconds; they stand in the ladder of docs/architecture.md. */
export interface Delais {
  /** Longest that a checkout or a return works, participants included. */
  travail: number;
  /** How long a lease lasts: longer than `travail`, so that nobody takes over a sale still worked on. */
  bail: number;
  /** Longest wait for somebody else who works on the same sale. */
  attente: number;
  /** Pause between two rounds of the sweeper. */
  balayage: number;
  /** After so long without a request of the till, nobody stands there any more. */
  sansCaisse: number;
  /** Longest that a sweeper waits, from the till's last request on, for a card that is still running. */
  carteEnCours: number;
  /** Pause after the first try in vain; it doubles with each one, up to a minute. */
  pause: number;
}

export const DELAIS: Delais = {
  travail: 3_000,
  bail: 4_000,
  attente: 1_000,
  balayage: 1_000,
  sansCaisse: 15_000,
  carteEnCours: 60_000,
  pause: 1_000,
};

/** Somebody took the sale over: whoever learns it stops at once, the other one goes on. */
export class BailPerdu extends Error {
  override readonly name = 'BailPerdu';
}

/** The steps of a sale, of its refusal, and of a return. */
export type Etape =
  | 'reclamation'
  | 'abandon'
  | 'gel'
  | 'session'
  | 'reservation'
  | 'autorisation'
  | 'validation'
  | 'compensation'
  | 'annulation-reservation'
  | 'interrogation'
  | 'annulation-carte'
  | 'liberation'
  | 'refus'
  | 'reclamation-retour'
  | 'note'
  | 'retour-stock'
  | 'remboursement'
  | 'validation-retour';

/** Where the steps are measured, and their repetitions limited. */
export interface Mesures {
  /** Told how long a step took, repetitions and failure included. */
  observerEtape: (etape: Etape, ms: number) => void;
  /** All steps of this process repeat out of one budget: an outage is not multiplied by the sales that meet it. */
  budget: RetryBudget;
}

/** The moment until which technical failures are tried again. */
export interface Echeance {
  /**
   * Tries an idempotent step until it answers or the time is over.
   *
   * @param etape name of the step, for its measure
   *
   * @throws PublicError SERVICE_INDISPONIBLE when it did not answer in time
   */
  insister: <T>(etape: Etape, travail: () => Promise<T>) => Promise<T>;
}

const PAUSE_MS = { premiere: 50, plusLongue: 400 };

/**
 * Starts the clock.
 *
 * @param repeter whether what fails is tried again before the deadline: a sweeper leaves that to its rounds, whose
 *   pauses grow, so that the tries do not multiply
 */
export function ouvrirEcheance(
  travailMs: number,
  { observerEtape, budget }: Mesures = { observerEtape: () => undefined, budget: retryBudget() },
  repeter = true,
): Echeance {
  const fin = performance.now() + travailMs;
  const restant = () => fin - performance.now();

  const essayer = async <T>(travail: () => Promise<T>): Promise<T> => {
    budget.call();
    for (let pause = PAUSE_MS.premiere; ; pause = Math.min(2 * pause, PAUSE_MS.plusLongue)) {
      try {
        return await avant(restant(), travail());
      } catch (erreur) {
        if (estDefinitive(erreur)) throw erreur;
        // Jitter, so that those who failed together do not come back together.
        const prochaine = pause * (0.5 + Math.random() / 2);
        if (!repeter || restant() <= prochaine || !budget.retry()) throw indisponible(erreur);
        await attendre(prochaine);
      }
    }
  };
  return {
    async insister(etape, travail) {
      const debut = performance.now();
      try {
        return await essayer(travail);
      } finally {
        observerEtape(etape, performance.now() - debut);
      }
    },
  };
}

/** A bug stays a bug, and a no by contract a no, however often it is tried. */
function estDefinitive(erreur: unknown): boolean {
  return [BailPerdu, ClientParti, RefusDefinitif, TypeError, RangeError].some(
    (sorte) => erreur instanceof sorte,
  );
}

async function avant<T>(ms: number, travail: Promise<T>): Promise<T> {
  const minuterie = new AbortController();
  const trop = attendre(Math.max(0, ms), null, { signal: minuterie.signal }).then(() => {
    throw new Error('The step did not answer before the deadline');
  });
  try {
    return await Promise.race([travail, trop]);
  } finally {
    minuterie.abort();
    trop.catch(() => undefined);
  }
}

/** The outage that a till is told: the sale stays in doubt. */
export function indisponible(cause: unknown): PublicError {
  return new PublicError(
    'SERVICE_INDISPONIBLE',
    'L’opération n’a pas pu être terminée à temps. Rien n’est perdu ; réessayez la même.',
    { cause },
  );
}
