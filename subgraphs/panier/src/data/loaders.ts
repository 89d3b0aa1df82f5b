import { oneByKey } from '@caisse/subgraph-kit';

import type { PanierRepository } from './panier-repository.ts';

/** Loaders of one request: carts come with their lines, all of them in one batch. */
export function createLoaders(paniers: PanierRepository) {
  return {
    panier: oneByKey(
      (ids: readonly string[]) => paniers.parIds(ids),
      ({ id }) => id,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
