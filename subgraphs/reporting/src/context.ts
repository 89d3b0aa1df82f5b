import type { RequestContext } from '@caisse/subgraph-kit';

import type { RapportRepository } from './data/rapport-repository.ts';

/** What the resolvers of reporting work with, made for each request. */
export interface Context extends RequestContext {
  rapports: RapportRepository;
  /** Business day of the request, YYYY-MM-DD. */
  aujourdhui: string;
}
