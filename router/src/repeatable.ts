import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';

/**
 * Mutations that have the effect of one however often they are sent, and the field of their input that makes it so.
 * Where that field is optional, a mutation without it acts each time.
 */
export const REPEATABLE_MUTATIONS: Readonly<Record<string, string>> = {
  checkout: 'venteId',
  abandonnerVente: 'venteId',
  annulerVente: 'annulationId',
  transfererStock: 'transfertId',
  creerPanier: 'id',
  ajouterAuPanier: 'ajoutId',
  modifierLignePanier: 'panierId',
  viderPanier: 'panierId',
  renouvelerPanier: 'nouveauPanierId',
};

type Variables = Readonly<Record<string, unknown>>;

const QUERY = /^\s*(query\b|\{)/;

/**
 * True when a fetch may be sent again although somebody may have done it.
 *
 * @param fetch document of the fetch, as the gateway makes them: the operation first
 * @param operation of the client, of which the fetch is a part: what a mutation does is read from it, since the
 *   fetch would have to be parsed, or kept parsed for whoever sends many
 * @param variables of the client
 */
export function isRepeatable(
  fetch: string,
  operation: Pick<OperationDefinitionNode, 'selectionSet'> | undefined,
  variables: Variables = {},
): boolean {
  if (QUERY.test(fetch)) return true;
  if (!operation) return false;
  return operation.selectionSet.selections.every(
    (selection) =>
      selection.kind === Kind.FIELD &&
      (selection.name.value === '__typename' || hasKey(selection, variables)),
  );
}

function hasKey(field: FieldNode, variables: Variables): boolean {
  const key = REPEATABLE_MUTATIONS[field.name.value];
  const input = field.arguments?.find(({ name }) => name.value === 'input')?.value;
  if (key === undefined || input === undefined) return false;
  if (input.kind === Kind.VARIABLE) {
    const given = variables[input.name.value] as Record<string, unknown> | null | undefined;
    return typeof given?.[key] === 'string';
  }
  if (input.kind !== Kind.OBJECT) return false;
  const value = input.fields.find(({ name }) => name.value === key)?.value;
  if (value?.kind === Kind.VARIABLE) return typeof variables[value.name.value] === 'string';
  return value?.kind === Kind.STRING;
}
