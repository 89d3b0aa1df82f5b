import { type RequestContext, requireStore } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import { type Reference, RESEAU } from '../domain/references.ts';

/**
 * Opens the dashboard of a place or of the whole chain. Employees of a store have that of their store.
 *
 * @param id RESEAU or the id of a place
 * @returns null when no dashboard can have that id
 * @throws PublicError INTERDIT for the dashboard of another store, or of the chain
 */
export async function lireTableauDeBord(
  { identity }: Pick<RequestContext, 'identity'>,
  { id }: Reference,
): Promise<Reference | null> {
  const magasinId = id === RESEAU ? null : enCle(id);
  if (id !== RESEAU && magasinId === null) return null;
  requireStore(identity, magasinId);
  return { id };
}
