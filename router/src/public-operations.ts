import { notAuthenticated } from '@caisse/subgraph-kit';

import type { Person } from './acces/person.ts';

/** What every schema answers about itself; `acces/introspection.ts` says who may ask for the schema. */
const META = new Set(['__typename', '__schema', '__type']);

/**
 * Turns away whoever nobody knows, unless all that they ask for is public. The subgraphs say the same, but only once
 * the document was validated and planned: what that costs, nobody shall have us pay without a name.
 *
 * @param rootFields of the operation
 * @throws PublicError NON_AUTHENTIFIE
 */
export function requirePersonFor(
  rootFields: ReadonlySet<string>,
  publicFields: ReadonlySet<string>,
  person: Person | null,
): void {
  if (person) return;
  for (const name of rootFields) {
    if (!publicFields.has(name) && !META.has(name)) throw notAuthenticated();
  }
}
