import { echec, type Echec } from '@caisse/subgraph-kit/domaine';

import { phraseRuptures, type Rupture } from '../domain/rupture.ts';

/** There is less than what was asked; nothing was changed. */
export interface StockInsuffisant extends Echec<'StockInsuffisant'> {
  ruptures: Rupture[];
}

/** Makes the failure for products of which there is not enough. */
export function stockInsuffisant(ruptures: Rupture[]): StockInsuffisant {
  return { ...echec('StockInsuffisant', phraseRuptures(ruptures)), ruptures };
}
