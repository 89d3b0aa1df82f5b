import { type FieldNode, Kind, parse } from 'graphql';

/**
 * Mutations that have the effect of one however often they are sent, and the field of their input that makes it so.
 * Where that field is optional, a mutation without it acts each time.
 */
export const REPEATABLE_MUTATIONS: Readonly<Record<string, string>> = {
  checkout: 'venteId',
  annulerVente: 'annulationId',
  transfererStock: 'transfertId',
  creerPanier: 'id',
  ajouterAuPanier: 'ajoutId',
  modifierLignePanier: 'panierId',
  viderPanier: 'panierId',
};

type Variables = Readonly<Record<string, unknown>>;

const QUERY = /^\s*(query\b|\{)/;
const KNOWN_LIMIT = 1_000;
/** The root fields of mutations by document; null for those that are written in another way. */
const known = new Map<string, readonly FieldNode[] | null>();

/**
 * True when a fetch may be sent again although somebody may have done it.
 *
 * @param query document of one operation, as the gateway makes them: the operation first
 */
export function isRepeatable(query: string, variables: Variables = {}): boolean {
  if (QUERY.test(query)) return true;
  let fields = known.get(query);
  if (fields === undefined) {
    fields = rootFields(query);
    if (known.size < KNOWN_LIMIT) known.set(query, fields);
  }
  return (
    fields?.every((field) => field.name.value === '__typename' || hasKey(field, variables)) ?? false
  );
}

function rootFields(query: string): FieldNode[] | null {
  const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return null;
  const { selections } = operation.selectionSet;
  const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
  return fields.length === selections.length ? fields : null;
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
