import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

import { estJour, estMontant, estUuid, lireInstant } from '../domaine/index.ts';

/** Resolvers of the four scalars of commun.graphql; the kit gives them to every subgraph. */
export const scalars = {
  Montant: scalar<number>('Montant', 'un nombre entier de cents', readMontant, (v) => v),
  UUID: scalar<string>('UUID', 'un identifiant UUID', readUuid, (v) => v),
  DateTime: scalar<Date>('DateTime', 'un instant ISO 8601 de 1900 à 2999', readDateTime, (v) =>
    v.toISOString(),
  ),
  Date: scalar<string>('Date', 'un jour AAAA-MM-JJ de 1900 à 2999', readDate, (v) => v),
};

function scalar<Value>(
  name: string,
  expected: string,
  read: (value: unknown) => Value | null,
  write: (value: Value) => unknown,
): GraphQLScalarType<Value> {
  const readOrRefuse = (value: unknown): Value => {
    const result = read(value);
    if (result === null) {
      throw new GraphQLError(`${name} : ${expected} est attendu.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return result;
  };
  return new GraphQLScalarType<Value>({
    name,
    parseValue: readOrRefuse,
    parseLiteral: (node) => readOrRefuse(literal(node)),
    serialize: (value) => write(readOrRefuse(value)) as Value,
  });
}

function literal(node: ValueNode): unknown {
  if (node.kind === Kind.INT) return Number(node.value);
  return node.kind === Kind.STRING ? node.value : null;
}

function readMontant(value: unknown): number | null {
  return estMontant(value) ? value : null;
}

function readUuid(value: unknown): string | null {
  return typeof value === 'string' && estUuid(value) ? value.toLowerCase() : null;
}

function readDateTime(value: unknown): Date | null {
  if (typeof value === 'string') return lireInstant(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value : null;
}

function readDate(value: unknown): string | null {
  return typeof value === 'string' && estJour(value) ? value : null;
}
