import { forbidden, PublicError } from '@caisse/subgraph-kit';

import type { Person } from './person.ts';

/** What brings a proof of its own: whatever token was left over from before, it has nothing to say. */
const OWN_PROOF: ReadonlySet<string> = new Set(['seConnecter', 'renouvelerJeton']);
/** What somebody may do whose password is to be changed first. */
const BEFORE_THE_CHANGE: ReadonlySet<string> = new Set([
  ...[...OWN_PROOF, 'moi', 'changerMotDePasse', 'seDeconnecter', '__typename'],
]);

/** The bearer of a token, nobody without one, or why the token is worth nothing. */
export type Shown = Person | PublicError | null;

/**
 * Who asks for the fields of an operation.
 *
 * @param rootFields of the operation
 * @throws PublicError NON_AUTHENTIFIE for a token that is worth nothing, beside anything but a proof of its own;
 *   INTERDIT for who has to change their password first
 */
export function personFor(shown: Shown, rootFields: ReadonlySet<string>): Person | null {
  const ownProof = rootFields.size > 0 && every(rootFields, OWN_PROOF);
  if (shown instanceof PublicError) {
    if (ownProof) return null;
    throw shown;
  }
  if (shown?.mustChangePassword && !every(rootFields, BEFORE_THE_CHANGE)) {
    throw forbidden('Choisissez d’abord un mot de passe que vous seul connaissez.');
  }
  return shown;
}

function every(names: ReadonlySet<string>, among: ReadonlySet<string>): boolean {
  return [...names].every((name) => among.has(name));
}
