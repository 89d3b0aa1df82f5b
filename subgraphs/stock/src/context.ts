import type { AuditRepository, RequestContext } from '@caisse/subgraph-kit';

import type { CaisseClient } from './clients/caisse-client.ts';
import type { Loaders } from './data/loaders.ts';
import type { ReservationsGroupees } from './data/reservations-groupees.ts';
import type { StockRepository } from './data/stock-repository.ts';
import type { TransfertRepository } from './data/transfert-repository.ts';

/** What the resolvers of stock work with, made for each request. */
export interface Context extends RequestContext {
  stocks: StockRepository;
  reservations: ReservationsGroupees;
  transferts: TransfertRepository;
  audit: AuditRepository;
  caisse: CaisseClient;
  loaders: Loaders;
}
