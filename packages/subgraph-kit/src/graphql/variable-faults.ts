import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

/** What is wrong with a value: for the one who sent it, and for a log, which repeats no name that they chose. */
export interface Fault {
  said: string;
  logged: string;
}

/**
 * What is wrong with the value of a variable, in the order in which GraphQL finds it: where it stands, in the words
 * of the schema, and what is expected there. Never the value.
 *
 * @param value as it was sent; undefined where it was not
 */
export function variableFaults(
  schema: GraphQLSchema,
  { variable, type: node }: VariableDefinitionNode,
  value: unknown,
): Fault[] {
  const name = variable.name.value;
  const type = typeFromAST(schema, node);
  if (!isInputType(type)) return [];
  if (value === undefined || value === null) {
    return isNonNullType(type) ? [same(`la variable ${name} est exigée (${String(type)})`)] : [];
  }
  const faults: Fault[] = [];
  coerceInputValue(value, type, (path, _invalid, error) => {
    const place = placeOf(name, path);
    faults.push(faultAt(place, typeAt(type, path), error.message));
  });
  return faults;
}

const MISSING = /^Field "(?:\w+\.)?(\w+)" of required type "([\w[\]!]+)" was not provided\.$/;
const UNKNOWN = /^Field "([^"]*)" is not defined by type "?(\w+)"?/;
/** A name that a schema could have: what is written by mistake, rather than a secret. */
const FIELD_NAME = /^[a-z][A-Za-z]{0,39}$/;

/**
 * @param place of the value, `input.lignes[0].quantite`
 * @param type that is expected there
 * @param reason what GraphQL says; only names of the schema are taken from it
 */
export function faultAt(place: string, type: string, reason: string): Fault {
  const [, field, fieldType] = MISSING.exec(reason) ?? [];
  if (field !== undefined) return same(`il manque ${place}.${field} (${fieldType})`);
  const [, unknown] = UNKNOWN.exec(reason) ?? [];
  if (unknown === undefined) return same(`${place} n’est pas de type ${type}`);
  const logged = `${place} a un champ que ${type.replace(/!$/, '')} n’a pas`;
  return { said: FIELD_NAME.test(unknown) ? `${logged} : ${unknown}` : logged, logged };
}

const same = (text: string): Fault => ({ said: text, logged: text });

export function placeOf(name: string, path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}.${key}`),
    name,
  );
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): string {
  let current: GraphQLInputType | undefined = type;
  for (const key of path) {
    if (isNonNullType(current)) current = current.ofType;
    if (typeof key === 'number' && isListType(current)) current = current.ofType;
    else if (isInputObjectType(current)) current = current.getFields()[key]?.type;
  }
  return String(current);
}
