import { manyByKey, oneByKey } from '@caisse/subgraph-kit';

import type { CaisseRepository } from './caisse-repository.ts';
import type { MagasinRepository } from './magasin-repository.ts';
import type { SessionCaisseRepository } from './session-caisse-repository.ts';

/** Loaders of one request: what a request reads twice is read once, what it reads for many is one batch. */
export function createLoaders(
  magasins: MagasinRepository,
  caisses: CaisseRepository,
  sessions: SessionCaisseRepository,
) {
  return {
    magasin: oneByKey(
      (ids: readonly number[]) => magasins.parIds(ids),
      ({ id }) => id,
    ),
    caisse: oneByKey(
      (ids: readonly number[]) => caisses.parIds(ids),
      ({ id }) => id,
    ),
    caissesDuMagasin: manyByKey(
      (ids: readonly number[]) => caisses.parMagasins(ids),
      ({ magasinId }) => magasinId,
    ),
    session: oneByKey(
      (ids: readonly string[]) => sessions.parIds(ids),
      ({ id }) => id,
    ),
    /** The open session of a till. */
    sessionOuverte: oneByKey(
      (ids: readonly number[]) => sessions.ouvertes(ids),
      ({ caisseId }) => caisseId,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
