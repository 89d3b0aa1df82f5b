import type { FieldNode } from 'graphql';

import { malformed } from './refusals.ts';

/** Names that GraphQL keeps for itself, those of the protocol of federation, and those that the planner makes up. */
const RESERVED = /^__|^_entities$|^_service$|__alias_\d+$/;

/**
 * Refuses an alias that is the name of a field which the gateway asks for by itself: it would take the value that the
 * client gave that name for the key of the thing, and join the wrong things without a word.
 *
 * @param joinedFields names of those fields
 * @throws PublicError REQUETE_INVALIDE
 */
export function checkAlias(
  { alias, name }: Pick<FieldNode, 'alias' | 'name'>,
  joinedFields: ReadonlySet<string>,
): void {
  if (!alias || alias.value === name.value) return;
  if (joinedFields.has(alias.value)) {
    throw malformed(
      `Un alias ne peut pas s’appeler ${alias.value} : c’est le nom d’un champ qui relie les services. Choisissez-en un autre.`,
    );
  }
  if (RESERVED.test(alias.value)) {
    throw malformed('Un alias a un nom réservé : il commence par __ ou finit par __alias_0.');
  }
}
