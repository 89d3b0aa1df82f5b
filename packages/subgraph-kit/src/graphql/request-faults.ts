import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type VariableDefinitionNode,
} from 'graphql';

import { isValue, literalFault } from './literal-faults.ts';
import { type Fault, variableFaults } from './variable-faults.ts';

/** What GraphQL's own words are about, by code. They are in English, and hold the values that they are about. */
const ABOUT = {
  GRAPHQL_PARSE_FAILED: 'Le document n’est pas du GraphQL',
  GRAPHQL_VALIDATION_FAILED: 'Le document ne convient pas au schéma',
  BAD_USER_INPUT: 'Une variable n’a pas la valeur attendue',
} as const;

/** GraphQL repeats the name, which may be anything that a program put in the wrong place. */
const NO_OPERATION = /^(?:Unknown operation named|Must provide (?:operation name|an operation))/;
const CHOOSE = 'Le document n’a pas l’opération que la requête nomme, ou en a plusieurs.';

type RequestFault = keyof typeof ABOUT;

/** What is known of a request that is refused. */
export interface Refused {
  schema: GraphQLSchema;
  document?: DocumentNode | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether GraphQL refused a request in words of its own. */
export function isRequestFault(code: unknown): code is RequestFault {
  return typeof code === 'string' && Object.hasOwn(ABOUT, code);
}

/** What is said of such a fault where nothing more is known of it. */
export function aboutFault(code: RequestFault): string {
  return `${ABOUT[code]}.`;
}

/**
 * Says what is wrong with a request, error by error: in French, with the place, and without any value that it holds,
 * for a password in the wrong place must reach neither an answer nor a log.
 *
 * @param errors of GraphQL
 * @returns what may be said of each; undefined for those that are not GraphQL's own
 */
export function sayFaults(
  errors: readonly GraphQLError[],
  refused: Refused,
): (Fault | undefined)[] {
  const variables = new Map<VariableDefinitionNode, Fault[]>();
  return errors.map((error) => {
    const { code, serviceName } = error.extensions;
    // A service has written its own already.
    if (serviceName !== undefined) return undefined;
    if (NO_OPERATION.test(error.message)) return { said: CHOOSE, logged: CHOOSE };
    if (!isRequestFault(code)) return undefined;
    const fault = faultOf(code, error, refused, variables);
    if (!fault) return { said: aboutFault(code), logged: aboutFault(code) };
    return { said: `${ABOUT[code]} : ${fault.said}.`, logged: `${ABOUT[code]} : ${fault.logged}.` };
  });
}

function faultOf(
  code: RequestFault,
  error: GraphQLError,
  { schema, document, variables = {} }: Refused,
  rest: Map<VariableDefinitionNode, Fault[]>,
): Fault | undefined {
  const [at] = error.locations ?? [];
  const place = at ? `ligne ${at.line}, colonne ${at.column}` : undefined;
  if (code === 'GRAPHQL_PARSE_FAILED') return place ? { said: place, logged: place } : undefined;
  const [node] = error.nodes ?? [];
  if (!node) return undefined;
  if (code === 'BAD_USER_INPUT') {
    if (node.kind !== Kind.VARIABLE_DEFINITION) return undefined;
    // GraphQL gives the faults of one variable one after the other.
    const left =
      rest.get(node) ?? variableFaults(schema, node, variables[node.variable.name.value]);
    rest.set(node, left);
    return left.shift();
  }
  if (isValue(node)) {
    return document && literalFault(schema, document, { node, reason: error.message });
  }
  // What is left speaks of names that stand in the document.
  return {
    said: error.message.replace(/\.$/, '').replace(/"\$\w+"/g, '"$…"'),
    logged: place ?? 'un nom',
  };
}
