// A resolver is found by its name: one file per root field and per type, named like the member.
import { Kind, valueFromASTUntyped } from 'graphql';

const ROOTS = ['Query', 'Mutation'];

/**
 * Every fault of a subgraph's resolvers against its schema, as sentences.
 * @param {import('graphql').DocumentNode} schema
 * @param {readonly string[]} names paths under resolvers/, without extension: `Query/produits`, `Produit`
 * @returns {string[]}
 */
export function resolverFaults(schema, names) {
  const types = schema.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION
      ? [node]
      : [],
  );
  const roots = types.filter(({ name }) => ROOTS.includes(name.value));
  const fields = roots.flatMap(({ name, fields = [] }) =>
    fields.map((field) => ({ file: `${name.value}/${field.name.value}`, field })),
  );
  const missing = fields
    .filter(({ file }) => !names.includes(file))
    .map(({ file }) => `${file}.ts is missing`);
  // Hidden from clients and open to any employee whose token reaches the service would be worse than visible.
  const open = fields
    .filter(({ field }) => isInternal(field) && !isForServices(field))
    .map(
      ({ file }) => `${file} is @inaccessible, and @requiresScopes does not keep it to services`,
    );
  const expected = [
    ...fields.map(({ file }) => file),
    ...types.map(({ name }) => name.value),
    ...schema.definitions.flatMap((node) => (isAbstract(node) ? [node.name.value] : [])),
  ];
  // A file in small letters is a helper, or the index.
  const unknown = names
    .filter((name) => /^[A-Z]/.test(name) && !expected.includes(name))
    .map((name) => `${name}.ts is named like no member of the schema`);
  return [...missing, ...open, ...unknown];
}

/** @param {import('graphql').FieldDefinitionNode} field */
const isInternal = ({ directives = [] }) =>
  directives.some(({ name }) => name.value === 'inaccessible');

/**
 * Whether each way to satisfy `@requiresScopes(scopes: [["a", "b"], ["c"]])` takes being a service.
 * @param {import('graphql').FieldDefinitionNode} field
 */
function isForServices({ directives = [] }) {
  const rule = directives.find(({ name }) => name.value === 'requiresScopes');
  const scopes = rule?.arguments?.find(({ name }) => name.value === 'scopes');
  const ways = /** @type {string[][]} */ (scopes ? valueFromASTUntyped(scopes.value) : []);
  return (
    ways.length > 0 &&
    ways.every((way) => way.length > 0 && way.every((scope) => scope.startsWith('service:')))
  );
}

/**
 * @param {import('graphql').DefinitionNode} node
 * @returns {node is import('graphql').UnionTypeDefinitionNode | import('graphql').InterfaceTypeDefinitionNode}
 */
const isAbstract = (node) =>
  node.kind === Kind.UNION_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
