import { Kind, parse } from 'graphql';

/**
 * Mutations that have the effect of one however often they are sent: their input carries the id of what they
 * make, or they set a value. `ajouterAuPanier` adds each time, so it is not among them.
 */
export const REPEATABLE_MUTATIONS: ReadonlySet<string> = new Set([
  'checkout',
  'annulerVente',
  'transfererStock',
  'creerPanier',
  'modifierLignePanier',
  'viderPanier',
]);

const QUERY = /^\s*(query\b|\{)/;
const KNOWN_LIMIT = 1_000;
const known = new Map<string, boolean>();

/**
 * True when a fetch may be sent again although somebody may have done it.
 *
 * @param query document of one operation, as the gateway makes them: the operation first
 */
export function isRepeatable(query: string): boolean {
  if (QUERY.test(query)) return true;
  let answer = known.get(query);
  if (answer === undefined) {
    answer = hasOnlyRepeatable(query);
    if (known.size < KNOWN_LIMIT) known.set(query, answer);
  }
  return answer;
}

function hasOnlyRepeatable(query: string): boolean {
  const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  return operation.selectionSet.selections.every(
    (field) =>
      field.kind === Kind.FIELD &&
      (REPEATABLE_MUTATIONS.has(field.name.value) || field.name.value === '__typename'),
  );
}
