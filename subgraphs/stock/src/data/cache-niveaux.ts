import {
  type CacheStore,
  type Logger,
  type Metrics,
  versionedCache,
  type VersionedCache,
} from '@caisse/subgraph-kit';

import type { CleNiveau, Niveau } from '../domain/niveau.ts';
import type { StockRepository } from './stock-repository.ts';

/** Stock levels read through the cache. */
export type CacheNiveaux = VersionedCache<Niveau>;

interface Dependances {
  stocks: Pick<StockRepository, 'parCles'>;
  store: CacheStore | undefined;
  metrics: Metrics;
  logger: Logger;
}

/** Makes the cache of stock levels. Its keys, `stk:<magasin>:<produit>`, are written by stock alone. */
export function cacheNiveaux({ stocks, ...dependances }: Dependances): CacheNiveaux {
  return versionedCache<Niveau>({
    ...dependances,
    entity: 'stock',
    prefix: 'stk',
    idOf: ecrireCle,
    read: (ids) => stocks.parCles(ids.map(lireCle)),
    encode: ({ disponible, reserve, seuil, plafond }) =>
      JSON.stringify([disponible, reserve, seuil, plafond]),
    decode,
  });
}

/** What a level is called in the cache. */
export const ecrireCle = ({ magasinId, produitId }: CleNiveau): string =>
  `${magasinId}:${produitId}`;

function lireCle(cle: string): CleNiveau {
  const [magasinId = 0, produitId = 0] = cle.split(':').map(Number);
  return { magasinId, produitId };
}

function decode(texte: string, cle: string, version: number): Niveau | null {
  let lu: unknown;
  try {
    lu = JSON.parse(texte);
  } catch {
    return null;
  }
  if (!Array.isArray(lu) || lu.length !== 4 || !lu.every(Number.isSafeInteger)) return null;
  const [disponible, reserve, seuil, plafond] = lu as [number, number, number, number];
  return { ...lireCle(cle), disponible, reserve, seuil, plafond, version };
}
