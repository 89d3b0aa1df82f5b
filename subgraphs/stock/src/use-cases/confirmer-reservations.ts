import { crashPoint, type EvenementVente, type Logger } from '@caisse/subgraph-kit';

import type { Application, EvenementRecu } from '../data/evenement-repository.ts';

interface Dependances {
  logger: Pick<Logger, 'error'>;
  evenements: {
    appliquer(
      evenements: readonly EvenementRecu[],
      de: string | null,
      a: string,
    ): Promise<Application>;
  };
}

/**
 * Applies a slice of the sales log: the goods of paid sales leave the reserve. `disponible` went down when
 * they were reserved, so this is bookkeeping and may come late.
 *
 * @param de cursor from which the slice was read
 * @param a cursor after it
 * @returns false when another replica was faster
 */
export async function confirmerReservations(
  { evenements, logger }: Dependances,
  lot: readonly EvenementVente[],
  de: string | null,
  a: string,
): Promise<boolean> {
  const recus = lot.map(({ id, type, charge }) => ({ id, type, venteId: charge.venteId }));
  const { anomalies, applique } = await evenements.appliquer(recus, de, a);
  crashPoint('stock.apres-evenements');
  if (anomalies.length > 0) {
    logger.error({ ventes: anomalies }, 'Paid sales have no reservation to confirm');
  }
  return applique;
}
