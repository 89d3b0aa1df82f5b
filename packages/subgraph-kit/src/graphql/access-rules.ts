import {
  type DirectiveNode,
  type GraphQLNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

/** Who may reach a field or a type. */
export interface AccessRule {
  /** Sets of scopes: whoever has every scope of one set may. Empty: whoever is known may. */
  scopes: readonly (readonly string[])[];
}

/** Root fields that belong to the protocol of federation: the router's own business. */
const PROTOCOL = new Set(['_service', '_entities']);

/**
 * The rule that the directives of a field or of a type declare.
 *
 * @returns null without `@authenticated` and `@requiresScopes`
 */
export function ruleOf({ astNode }: Pick<GraphQLNamedType, 'astNode'> | Field): AccessRule | null {
  let rule: AccessRule | null = null;
  for (const directive of astNode?.directives ?? []) {
    if (directive.name.value === 'requiresScopes') return { scopes: scopesIn(directive) };
    if (directive.name.value === 'authenticated') rule = { scopes: [] };
  }
  return rule;
}

/** Whether a directive stands on a field or a type. */
export function hasDirective(
  { astNode }: Pick<GraphQLNamedType, 'astNode'> | Field,
  name: string,
): boolean {
  return astNode?.directives?.some((directive) => directive.name.value === name) ?? false;
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- fields of any source and context */
type Field = GraphQLField<any, any>;

function scopesIn(directive: DirectiveNode): string[][] {
  const argument = directive.arguments?.find(({ name }) => name.value === 'scopes');
  return argument ? (valueFromASTUntyped(argument.value) as string[][]) : [];
}

/** The entities of a subgraph that the router can ask for by their key. */
export function entitiesOf(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && isResolvable(type),
  );
}

function isResolvable({ astNode }: GraphQLObjectType): boolean {
  return (
    astNode?.directives?.some(
      ({ name, arguments: values = [] }) =>
        name.value === 'key' &&
        !values.some(
          ({ name: argument, value }) =>
            argument.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
        ),
    ) ?? false
  );
}

/** The root fields of a subgraph, as `Query.vente`, without those of federation itself. */
export function rootFieldsOf(schema: GraphQLSchema): { name: string; field: Field }[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !PROTOCOL.has(name))
      .map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  );
}

/**
 * What nobody decided about: root fields without a rule that are not `@public`, and entities without one.
 *
 * @returns their names, `Query.vente`, `Vente`
 */
export function undecided(schema: GraphQLSchema): string[] {
  return [
    ...rootFieldsOf(schema)
      .filter(({ field }) => !ruleOf(field) && !hasDirective(field, 'public'))
      .map(({ name }) => name),
    ...entitiesOf(schema)
      .filter((type) => !ruleOf(type))
      .map(({ name }) => name),
  ];
}
