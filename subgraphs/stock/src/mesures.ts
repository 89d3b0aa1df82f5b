import { Gauge, type Logger, type Metrics } from '@caisse/subgraph-kit';

import type { NombreAlertes } from './data/stock-repository.ts';

/**
 * Shows how many products of each place need attention, counted when somebody reads it. Every replica counts the
 * same rows.
 */
export function mesurerAlertes(
  { registry }: Pick<Metrics, 'registry'>,
  stocks: { compterAlertes(): Promise<NombreAlertes[]> },
  logger: Pick<Logger, 'warn'>,
): void {
  new Gauge({
    name: 'stock_produits_en_alerte',
    help: 'Products of a place at or below their threshold (rupture), of these without any (epuise), or above their ceiling (surstock).',
    labelNames: ['magasin', 'alerte'],
    registers: [registry],
    async collect() {
      // A place that needs nothing any more has no row: it must not keep its last figure.
      this.reset();
      try {
        for (const { magasinId, ruptures, epuises, surstocks } of await stocks.compterAlertes()) {
          const magasin = String(magasinId);
          this.set({ magasin, alerte: 'rupture' }, ruptures);
          this.set({ magasin, alerte: 'epuise' }, epuises);
          this.set({ magasin, alerte: 'surstock' }, surstocks);
        }
      } catch (err) {
        logger.warn({ err }, 'The stock alerts could not be counted');
      }
    },
  });
}
