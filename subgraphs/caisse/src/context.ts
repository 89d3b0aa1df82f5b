import type { RequestContext } from '@caisse/subgraph-kit';

import type { CaisseRepository } from './data/caisse-repository.ts';
import type { Loaders } from './data/loaders.ts';
import type { MagasinRepository } from './data/magasin-repository.ts';
import type { SessionCaisseRepository } from './data/session-caisse-repository.ts';

/** What the resolvers of caisse work with, made for each request. */
export interface Context extends RequestContext {
  magasins: MagasinRepository;
  caisses: CaisseRepository;
  sessions: SessionCaisseRepository;
  loaders: Loaders;
  /** Makes a UUIDv7 for what the client gave no id. */
  nouvelId: () => string;
}
