import type { Logger } from '@caisse/subgraph-kit';

import type { Ecoute } from './clients/ecoute.ts';

/** Least time between two wake-ups for one participant: one that answers now and then must not end every pause. */
const REPOS_MS = 5_000;

/**
 * Learns from every call which participants are silent, and ends the pauses of the cases that wait for one as soon as
 * it answers anybody.
 *
 * @param reveiller makes the cases that wait for a participant due now
 */
export function ouvrirVeille(
  reveiller: (participant: string) => Promise<void>,
  logger: Logger,
): Ecoute {
  const muets = new Set<string>();
  const dernierReveil = new Map<string, number>();
  return {
    seTait(participant) {
      muets.add(participant);
    },
    repond(participant) {
      if (!muets.has(participant)) return;
      const maintenant = performance.now();
      if (maintenant - (dernierReveil.get(participant) ?? -REPOS_MS) < REPOS_MS) return;
      dernierReveil.set(participant, maintenant);
      muets.delete(participant);
      reveiller(participant).catch((err: unknown) => {
        muets.add(participant);
        logger.warn(
          { err, participant },
          'The cases that waited could not be woken; they are due later',
        );
      });
    },
  };
}
