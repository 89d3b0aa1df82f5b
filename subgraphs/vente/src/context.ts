import type { AuditRepository, RequestContext } from '@caisse/subgraph-kit';

import type { EvenementRepository } from './data/evenement-repository.ts';
import type { Loaders } from './data/loaders.ts';
import type { VenteRepository } from './data/vente-repository.ts';
import type { Mesures } from './mesures.ts';
import type { DependancesAnnulation } from './use-cases/annuler-vente.ts';
import type { DependancesCheckout } from './use-cases/checkout.ts';

/** What the resolvers of vente work with, made for each request. */
export interface Context extends RequestContext, DependancesCheckout, DependancesAnnulation {
  ventes: VenteRepository;
  stock: DependancesCheckout['stock'];
  terminal: DependancesCheckout['terminal'];
  evenements: EvenementRepository;
  mesures: Mesures;
  loaders: Loaders;
  audit: AuditRepository;
}
