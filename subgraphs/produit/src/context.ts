import type { AuditRepository, RequestContext } from '@caisse/subgraph-kit';

import type { CacheProduits } from './data/cache-produits.ts';
import type { Loaders } from './data/loaders.ts';
import type { ProduitRepository } from './data/produit-repository.ts';

/** What the resolvers of produit work with, made for each request. */
export interface Context extends RequestContext {
  produits: ProduitRepository;
  audit: AuditRepository;
  cache: CacheProduits;
  loaders: Loaders;
  /** Business day of the request, YYYY-MM-DD. */
  aujourdhui: string;
}
