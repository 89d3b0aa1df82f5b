import type { UnreadEvent } from '@caisse/subgraph-kit';

import type { EvenementSuivi } from '../clients/journal-ventes.ts';
import type { Conclusion } from '../data/journal-repository.ts';

interface Dependances {
  journal: {
    encaisser(
      conclusions: readonly Conclusion[],
      ecartes: readonly UnreadEvent[],
      de: string | null,
      a: string,
    ): Promise<boolean>;
    reprendre(evenementIds: readonly string[], conclusions: readonly Conclusion[]): Promise<void>;
  };
}

/**
 * Concludes the carts of the sales in a slice of the log. Cancellations leave carts alone: a sold cart stays sold.
 *
 * @param de position before the slice
 * @param a position after it
 * @param ecartes what could not be read, kept for later
 */
export async function suivreVentes(
  { journal }: Dependances,
  evenements: readonly EvenementSuivi[],
  de: string | null,
  a: string,
  ecartes: readonly UnreadEvent[],
): Promise<boolean> {
  // False when another replica applied the slice: the next poll starts from where that one stopped.
  return journal.encaisser(conclusionsDe(evenements), ecartes, de, a);
}

/** Concludes the carts of events that were put aside and can be read now. */
export async function reprendreVentes(
  { journal }: Dependances,
  evenements: readonly EvenementSuivi[],
): Promise<void> {
  const ids = evenements.map(({ id }) => id);
  await journal.reprendre(ids, conclusionsDe(evenements));
}

function conclusionsDe(evenements: readonly EvenementSuivi[]): Conclusion[] {
  return evenements.flatMap((e) =>
    e.type === 'VenteValidee' ? [{ panierId: e.charge.panierId, venteId: e.charge.venteId }] : [],
  );
}
