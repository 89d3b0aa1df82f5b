import { STATUT_PAR_DEFAUT, type StatutTaxe, type Taxe } from '@caisse/fiscalite';
import { manyByKey } from '@caisse/subgraph-kit';

import type { CacheProduits } from './cache-produits.ts';
import type { StatutFiscalRepository } from './statut-fiscal-repository.ts';

/** Loaders of one request: what a request reads twice is read once, what it reads for many is one batch. */
export function createLoaders(cache: CacheProduits, statuts: StatutFiscalRepository) {
  const statutsAuJour = manyByKey(
    (cles: readonly string[]) => statuts.enVigueur(cles.map(lireCle)),
    ({ produitId, jour }) => ecrireCle(produitId, jour),
  );
  const produits = cache.loader();
  return {
    produit: (id: number) => produits.load(String(id)),
    /** How a tax treats a product on a day (YYYY-MM-DD). */
    async statut(taxe: Taxe, produitId: number, jour: string): Promise<StatutTaxe> {
      const enVigueur = await statutsAuJour.load(ecrireCle(produitId, jour));
      return enVigueur.find((statut) => statut.taxe === taxe)?.statut ?? STATUT_PAR_DEFAUT;
    },
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

// DataLoader compares keys by value: a product on a day travels as a text.
function ecrireCle(produitId: number, jour: string): string {
  return `${produitId}|${jour}`;
}

function lireCle(cle: string): { produitId: number; jour: string } {
  const [produitId = '', jour = ''] = cle.split('|');
  return { produitId: Number(produitId), jour };
}
