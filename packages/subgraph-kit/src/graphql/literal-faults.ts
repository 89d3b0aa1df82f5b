import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

import { type Fault, faultAt, placeOf } from './variable-faults.ts';

const VALUES: ReadonlySet<string> = new Set([
  ...[
    Kind.INT,
    Kind.FLOAT,
    Kind.STRING,
    Kind.BOOLEAN,
    Kind.NULL,
    Kind.ENUM,
    Kind.LIST,
    Kind.OBJECT,
  ],
  Kind.OBJECT_FIELD,
]);

/** Whether what GraphQL says of a node may hold its value. */
export function isValue(node: ASTNode): boolean {
  return VALUES.has(node.kind);
}

/**
 * What is wrong with a value that is written in a document: where it stands, and what is expected there.
 *
 * @param wrong a node of the document
 * @param reason what GraphQL says; only names of the schema are taken from it
 */
export function literalFault(
  schema: GraphQLSchema,
  document: DocumentNode,
  { node: wrong, reason }: { node: ASTNode; reason: string },
): Fault {
  const types = new TypeInfo(schema);
  let found: Fault | undefined;
  const path: (string | number)[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node, key) {
        if (node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT) {
          // The type of what it stands in: that does not know it.
          if (node === wrong)
            found = faultAt(placeIn(path), String(types.getParentInputType()), reason);
          path.push(node.name.value);
        } else if (node.kind === Kind.VARIABLE_DEFINITION) path.push(node.variable.name.value);
        else if (isValue(node)) {
          // Within a list it is the type of its members that is asked for.
          const expected =
            node.kind === Kind.LIST ? types.getParentInputType() : types.getInputType();
          if (typeof key === 'number') path.push(key);
          if (node === wrong) found ??= faultAt(placeIn(path), String(expected), reason);
        }
      },
      leave(node, key) {
        const isNamed =
          node.kind === Kind.OBJECT_FIELD ||
          node.kind === Kind.ARGUMENT ||
          node.kind === Kind.VARIABLE_DEFINITION;
        if (isNamed || (isValue(node) && typeof key === 'number')) path.pop();
      },
    }),
  );
  return found ?? { said: 'une valeur ne convient pas', logged: 'une valeur ne convient pas' };
}

function placeIn([first, ...rest]: readonly (string | number)[]): string {
  return first === undefined ? 'une valeur' : placeOf(String(first), rest);
}
