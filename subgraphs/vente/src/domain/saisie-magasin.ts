import { enCle } from '@caisse/subgraph-kit/domaine';

/** A key that no row has. */
const AUCUN_MAGASIN = 0;

/** The store that an id names; an id that can name nothing becomes a store that does not exist. */
export function lireMagasin(id: string): number {
  return enCle(id) ?? AUCUN_MAGASIN;
}
