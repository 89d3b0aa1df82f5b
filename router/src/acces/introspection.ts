import type { Scope } from '@caisse/acces';
import { forbidden, notAuthenticated } from '@caisse/subgraph-kit';

import type { Person } from './person.ts';

const EXPLORE: Scope = 'api:explorer';

/**
 * Keeps the schema from those who may not explore the API.
 *
 * @throws PublicError NON_AUTHENTIFIE or INTERDIT
 */
export function requireExplorer(person: Person | null): void {
  if (!person) throw notAuthenticated('Connectez-vous en administrateur pour lire le schéma.');
  if (!person.scopes.includes(EXPLORE)) {
    throw forbidden('La lecture du schéma est réservée aux administrateurs.');
  }
}
