import { forbidden } from '../graphql/access.ts';
import { type Identity, reachesStore } from './identity.ts';

/**
 * Guards what belongs to a store: its employees, those of the whole chain, and services pass.
 *
 * @param identity who calls
 * @param magasinId the store that the thing belongs to
 * @throws PublicError INTERDIT for an employee of another store
 */
export function requireStore(identity: Identity, magasinId: number | null): void {
  if (!reachesStore(identity, magasinId)) {
    throw forbidden('Cette opération est réservée aux employés de ce magasin.');
  }
}
