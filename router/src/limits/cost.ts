import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/** How long a list is taken to be that has no size of page: tills of a store, lines of a cart. */
const PLAIN_LIST = 10;
/** The default of `first`. */
const PAGE = 20;

/** Where a selection stands. */
export interface Place {
  /** The type that it selects from; unknown where the document is wrong, which validation says later. */
  type: GraphQLNamedType | undefined;
  /** Size of the page that it selects from: how long `nodes` and `edges` are. */
  page: number | undefined;
}

/** What a document gives for `first`, where it is a variable. */
export type PageSizes = (variable: string) => unknown;

/** The place of an operation's own fields. */
export function rootPlace(schema: GraphQLSchema, { operation }: OperationDefinitionNode): Place {
  return { type: schema.getRootType(operation) ?? undefined, page: undefined };
}

/**
 * How many objects a field gives for each one that it stands in, and the place of what is selected from them. As in
 * the cost model of Apollo and IBM: an object costs 1, a list as many times its size, a value nothing.
 */
export function weigh(
  field: FieldNode,
  { type, page }: Place,
  sizes: PageSizes,
): { size: number; inside: Place } {
  const definition = fieldOf(type, field.name.value);
  const inner = definition && getNamedType(definition.type);
  const ownPage = pageOf(field, definition, sizes);
  const isList = definition !== undefined && isListType(getNullableType(definition.type));
  if (!isList) return { size: 1, inside: { type: inner, page: ownPage } };
  return { size: ownPage ?? page ?? PLAIN_LIST, inside: { type: inner, page: undefined } };
}

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function pageOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown> | undefined,
  sizes: PageSizes,
): number | undefined {
  const declared = definition?.args.find(({ name }) => name === 'first');
  if (!declared) return undefined;
  const written = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const given =
    written?.kind === Kind.VARIABLE
      ? sizes(written.name.value)
      : written && valueFromASTUntyped(written);
  const size = given ?? declared.defaultValue ?? PAGE;
  return typeof size === 'number' && size >= 0 ? size : PAGE;
}
