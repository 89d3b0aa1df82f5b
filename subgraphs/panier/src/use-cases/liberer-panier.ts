import { enUuid } from '@caisse/subgraph-kit/domaine';

interface Dependances {
  gels: { liberer(panierId: string, venteId: string): Promise<boolean> };
}

/**
 * Gives a cart back after its sale was refused, and forbids that sale to freeze it from now on, even when its
 * freeze has not arrived yet.
 *
 * @returns true when the sale holds the cart no more and never will
 */
export async function libererPanier(
  { gels }: Dependances,
  { panierId, venteId }: { panierId: string; venteId: string },
): Promise<boolean> {
  const id = enUuid(panierId);
  // No cart will ever have such an id, hence no freeze either.
  return id === null || gels.liberer(id, venteId);
}
