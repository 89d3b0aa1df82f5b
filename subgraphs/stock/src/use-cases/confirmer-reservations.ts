import { crashPoint, type Logger, type UnreadEvent } from '@caisse/subgraph-kit';

import type { EvenementSuivi } from '../clients/journal-ventes.ts';
import type { Application, Tranche } from '../data/evenement-repository.ts';

interface Dependances {
  logger: Pick<Logger, 'error'>;
  evenements: {
    appliquer(tranche: Tranche, de: string | null, a: string): Promise<Application>;
    reprendre(evenementIds: readonly string[], venteIds: readonly string[]): Promise<Application>;
  };
}

/**
 * Applies a slice of the sales log: the goods of paid sales leave the reserve. `disponible` went down when
 * they were reserved, so this is bookkeeping and may come late.
 *
 * @param de cursor from which the slice was read
 * @param a cursor after it
 * @param ecartes what could not be read, kept for later
 * @returns false when another replica was faster
 */
export async function confirmerReservations(
  { evenements, logger }: Dependances,
  lot: readonly EvenementSuivi[],
  de: string | null,
  a: string,
  ecartes: readonly UnreadEvent[],
): Promise<boolean> {
  const tranche = { venteIds: payees(lot), ecartes };
  const { anomalies, applique } = await evenements.appliquer(tranche, de, a);
  crashPoint('stock.apres-evenements');
  direAnomalies(logger, anomalies);
  return applique;
}

/** Applies events that were put aside and can be read now. */
export async function reprendreEvenements(
  { evenements, logger }: Dependances,
  lot: readonly EvenementSuivi[],
): Promise<void> {
  const ids = lot.map(({ id }) => id);
  const { anomalies } = await evenements.reprendre(ids, payees(lot));
  direAnomalies(logger, anomalies);
}

function payees(lot: readonly EvenementSuivi[]): string[] {
  return [...new Set(lot.flatMap((e) => (e.type === 'VenteValidee' ? [e.charge.venteId] : [])))];
}

function direAnomalies(logger: Dependances['logger'], anomalies: readonly string[]): void {
  if (anomalies.length === 0) return;
  logger.error({ ventes: anomalies }, 'Paid sales have no reservation to confirm');
}
