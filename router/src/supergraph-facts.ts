import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  visit,
} from 'graphql';

const ROOTS = ['Query', 'Mutation'];
/** Each says who may reach a field; a subgraph refuses to start with a root field that has none and is not public. */
const RULES = ['authenticated', 'requiresScopes'];
/** Arguments of the directives of a supergraph that name what the gateway asks for by itself. */
const FIELD_SETS = ['key', 'requires', 'provides'];

/**
 * The fields of Query and Mutation that anybody may ask for: those without a rule.
 *
 * @param document a supergraph with its rules
 */
export function publicFields(document: DocumentNode): ReadonlySet<string> {
  const open = new Set<string>();
  const ruled = new Set<string>();
  for (const { fields = [] } of rootsOf(document)) {
    for (const { name, directives = [] } of fields) {
      const isRuled = directives.some((directive) => RULES.includes(directive.name.value));
      (isRuled ? ruled : open).add(name.value);
    }
  }
  // One name may stand in Query and in Mutation: the rule of either counts.
  return new Set([...open].filter((name) => !ruled.has(name)));
}

/**
 * The names of the fields of keys, of `@requires` and of `@provides`, those inside them included.
 *
 * @param document a supergraph
 */
export function joinedFields(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      for (const set of fieldSetsOf(node as ConstDirectiveNode)) {
        visit(parse(`{ ${set} }`), { Field: ({ name }) => void names.add(name.value) });
      }
    },
  });
  return names;
}

function fieldSetsOf({ name, arguments: values = [] }: ConstDirectiveNode): string[] {
  if (!name.value.startsWith('join__')) return [];
  return values.flatMap(({ name: argument, value }) =>
    FIELD_SETS.includes(argument.value) && value.kind === Kind.STRING ? [value.value] : [],
  );
}

function rootsOf({ definitions }: DocumentNode): ObjectTypeDefinitionNode[] {
  return definitions.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && ROOTS.includes(node.name.value),
  );
}
