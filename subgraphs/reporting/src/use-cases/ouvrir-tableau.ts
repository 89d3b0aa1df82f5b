import { type Identity, ownStore, requireStore } from '@caisse/subgraph-kit';

import { type TableauDeBord, tableauDe } from '../domain/tableau-de-bord.ts';

interface Dependances {
  identity: Identity;
  /** Business day, YYYY-MM-DD. */
  aujourdhui: string;
}

/**
 * Opens a dashboard; nothing is read before a field asks for it.
 *
 * @param id RESEAU or the id of a place; absent, of all that the caller reaches
 * @returns null when no place can have that id
 * @throws PublicError INTERDIT for an employee of a store who asks about the chain or another store
 */
export function ouvrirTableau(
  { identity, aujourdhui }: Dependances,
  id: string | null | undefined,
): TableauDeBord | null {
  const tableau = tableauDe(id ?? ownStore(identity)?.toString(), aujourdhui);
  if (tableau) requireStore(identity, tableau.periode.magasinId);
  return tableau;
}
