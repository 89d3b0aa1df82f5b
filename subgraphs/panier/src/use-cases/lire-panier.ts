import { type Identity, reachesStore } from '@caisse/subgraph-kit';
import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { Panier } from '../domain/panier.ts';
import { autreMagasin } from './refus.ts';

interface Dependances {
  identity: Identity;
  loaders: { panier: { load(id: string): Promise<Panier | null> } };
}

/**
 * The cart of that id, or null when there is none.
 *
 * @throws PublicError INTERDIT when the cart is of another store
 */
export async function lirePanier(
  { identity, loaders }: Dependances,
  id: string,
): Promise<Panier | null> {
  const cle = enUuid(id);
  const panier = cle === null ? null : await loaders.panier.load(cle);
  if (panier && !reachesStore(identity, panier.magasinId)) throw autreMagasin();
  return panier;
}
