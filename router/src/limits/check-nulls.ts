import {
  type DocumentNode,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

import { malformed } from './refusals.ts';

/**
 * The variables of an operation that may not be null although their type allows it: those with a default that stand
 * where a value is demanded. GraphQL finds a null there only while it executes, where it looks like a fault of ours.
 */
export function neverNull(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlySet<string> {
  const nullable = new Set(
    operation.variableDefinitions
      ?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  const demanded = new Set<string>();
  const reached = new Set<string>();
  const collect = (node: DocumentNode['definitions'][number]): void => {
    const types = new TypeInfo(schema);
    visit(
      node,
      visitWithTypeInfo(types, {
        VariableDefinition: () => false,
        Variable: ({ name }) => {
          if (nullable.has(name.value) && isNonNullType(types.getInputType())) {
            demanded.add(name.value);
          }
        },
        FragmentSpread: ({ name }) => void reached.add(name.value),
      }),
    );
  };
  collect(operation);
  // A set that grows is followed to its end.
  for (const name of reached) {
    const fragment = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
    );
    if (fragment) collect(fragment);
  }
  return demanded;
}

/** @throws PublicError REQUETE_INVALIDE that names the variable */
export function checkNulls(
  variables: Readonly<Record<string, unknown>>,
  demanded: () => ReadonlySet<string>,
): void {
  const nulls = Object.keys(variables).filter((name) => variables[name] === null);
  if (nulls.length === 0) return;
  const never = demanded();
  const name = nulls.find((candidate) => never.has(candidate));
  if (name === undefined) return;
  throw malformed(
    `La variable $${name} ne peut pas être null : elle est employée où une valeur est exigée. Omettez-la pour sa valeur par défaut.`,
  );
}
