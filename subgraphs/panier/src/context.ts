import type { BaremeTaxes } from '@caisse/fiscalite';
import type { RequestContext } from '@caisse/subgraph-kit';

import type { CaisseClient } from './clients/caisse-client.ts';
import type { ProduitClient } from './clients/produit-client.ts';
import type { GelRepository } from './data/gel-repository.ts';
import type { Loaders } from './data/loaders.ts';
import type { PanierRepository } from './data/panier-repository.ts';

/** What the resolvers of panier work with, made for each request. */
export interface Context extends RequestContext {
  paniers: PanierRepository;
  gels: GelRepository;
  caisse: CaisseClient;
  produits: ProduitClient;
  loaders: Loaders;
  bareme: BaremeTaxes;
  /** Business day of the request, YYYY-MM-DD. */
  aujourdhui: string;
}
