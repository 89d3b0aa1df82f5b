import { manyByKey, oneByKey } from '@caisse/subgraph-kit';

import type { CleNiveau, Niveau } from '../domain/niveau.ts';
import { type CacheNiveaux, ecrireCle } from './cache-niveaux.ts';
import type { StockRepository, Tranche } from './stock-repository.ts';
import type { TransfertRepository } from './transfert-repository.ts';

/** Loaders of one request: what a request reads twice is read once, what it reads for many is one batch. */
export function createLoaders(
  stocks: StockRepository,
  transferts: TransfertRepository,
  cache: CacheNiveaux,
) {
  // DataLoader compares keys by value: pairs and parts travel as texts.
  const niveaux = cache.loader();
  const tranches = manyByKey(
    async (cles: readonly string[]) =>
      (await stocks.parTranches(cles.map(lireTranche))).map(({ rang, ...niveau }) => ({
        cle: cles[rang] ?? '',
        niveau,
      })),
    ({ cle }) => cle,
  );
  const comptes = oneByKey(
    (magasinIds: readonly number[]) => stocks.compter(magasinIds),
    ({ magasinId }) => magasinId,
  );
  return {
    niveau: (cle: CleNiveau): Promise<Niveau | null> => niveaux.load(ecrireCle(cle)),
    niveauxDuProduit: manyByKey(
      (produitIds: readonly number[]) => stocks.parProduits(produitIds),
      ({ produitId }) => produitId,
    ),
    tranche: async ({ magasinId, apres, limite }: Tranche): Promise<Niveau[]> =>
      (await tranches.load(`${magasinId}|${apres}|${limite}`)).map(({ niveau }) => niveau),
    nombreTenus: async (magasinId: number): Promise<number> =>
      (await comptes.load(magasinId))?.nombre ?? 0,
    transfert: oneByKey(
      (ids: readonly string[]) => transferts.parIds(ids),
      ({ id }) => id,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

function lireTranche(cle: string): Tranche {
  const [magasinId = 0, apres = 0, limite = 0] = cle.split('|').map(Number);
  return { magasinId, apres, limite };
}
