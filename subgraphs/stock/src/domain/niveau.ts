import { enCle } from '@caisse/subgraph-kit/domaine';

/** What designates a stock level. */
export interface CleNiveau {
  magasinId: number;
  produitId: number;
}

/** What a place holds of a product, in units. */
export interface Niveau extends CleNiveau {
  /** What can still be sold. */
  disponible: number;
  /** What is promised to sales under way; `disponible + reserve` is on hand. */
  reserve: number;
  /** At this level or under it, the product is in shortage. */
  seuil: number;
  /** Above this level, the product is in overstock. */
  plafond: number;
  /** Grows by one at each write. */
  version: number;
}

/** A page of what a place holds. */
export interface PageNiveaux {
  magasinId: number;
  nodes: Niveau[];
  edges: { cursor: string; node: Niveau }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

export type Alerte = 'RUPTURE' | 'SURSTOCK';

/**
 * Writes the id of a stock level.
 *
 * @returns `<magasinId>-<produitId>`
 */
export function idNiveau({ magasinId, produitId }: CleNiveau): string {
  return `${magasinId}-${produitId}`;
}

/**
 * Reads the id of a stock level.
 *
 * @param id an id that a client sent
 * @returns the place and the product, or null when no level can have that id
 */
export function lireIdNiveau(id: string): CleNiveau | null {
  const [magasin = '', produit = '', ...reste] = id.split('-');
  const magasinId = enCle(magasin);
  const produitId = enCle(produit);
  return magasinId === null || produitId === null || reste.length > 0
    ? null
    : { magasinId, produitId };
}
