import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
} from 'graphql';

import type { Metrics } from '../metrics.ts';

/** What the outcome of a root field is: `refus` is a failure that is data, of a type that implements Erreur. */
type Outcome = 'succes' | 'refus' | 'erreur';

/**
 * Measures each root field of a subgraph by wrapping its resolver: the schema bounds the names, and the other
 * fields cost nothing. `Query._entities` is what a service adds to others' types.
 */
export function measureRootFields(schema: GraphQLSchema, metrics: Metrics): GraphQLSchema {
  const erreur = schema.getType('Erreur');
  const refusals = new Set(
    isInterfaceType(erreur) ? schema.getPossibleTypes(erreur).map(({ name }) => name) : [],
  );
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name !== '_service')
        measure(`${type?.name}.${field.name}`, field, refusals, metrics);
    }
  }
  return schema;
}

function measure(
  champ: string,
  field: GraphQLField<unknown, unknown>,
  refusals: ReadonlySet<string>,
  { rootFields, rootFieldDuration }: Metrics,
): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (...args) => {
    const start = performance.now();
    let resultat: Outcome = 'erreur';
    try {
      const value: unknown = await resolve(...args);
      resultat = refusals.has(typeNameOf(value)) ? 'refus' : 'succes';
      return value;
    } finally {
      rootFields.inc({ champ, resultat });
      rootFieldDuration.observe({ champ }, (performance.now() - start) / 1_000);
    }
  };
}

function typeNameOf(value: unknown): string {
  const name = (value as { __typename?: unknown } | null | undefined)?.__typename;
  return typeof name === 'string' ? name : '';
}
