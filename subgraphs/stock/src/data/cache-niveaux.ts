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
      `[${disponible},${reserve},${seuil},${plafond}]`,
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

const CHARGE = /^\[(\d+),(\d+),(\d+),(\d+)\]$/;

function decode(texte: string, cle: string, version: number): Niveau | null {
  const lus = CHARGE.exec(texte);
  if (!lus) return null;
  const [disponible = 0, reserve = 0, seuil = 0, plafond = 0] = lus.slice(1).map(Number);
  return { ...lireCle(cle), disponible, reserve, seuil, plafond, version };
}
