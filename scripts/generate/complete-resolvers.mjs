import { Kind } from 'graphql';

const ROOTS = ['Query', 'Mutation'];

/**
 * Text of a `CompleteResolvers` type: `Resolvers` in which nothing that the server needs may be
 * missing: root fields, references of resolvable entities, and the fields of a mapped type that its
 * TypeScript type does not have. The plugin makes all of these optional, so that a forgotten
 * resolver would only show as a null at run time.
 * @param {import('graphql').DocumentNode} document
 * @param {string[]} mapped names of the types that have a mapper
 */
export function completeResolvers(document, mapped) {
  const lines = document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) {
      return [];
    }
    const name = node.name.value;
    if (ROOTS.includes(name)) return [`  ${name}: ${name}Resolvers;`];
    const required = [
      ...(isResolvable(node) ? [`'__resolveReference'`] : []),
      ...(mapped.includes(name)
        ? [`Exclude<${fieldsOf(node)}, keyof ResolversParentTypes['${name}']>`]
        : []),
    ];
    return required.length > 0
      ? [`  ${name}: RequireMembers<${name}Resolvers, ${required.join(' | ')}>;`]
      : [];
  });
  return `
type RequireMembers<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

/** All resolvers, where nothing that cannot be read from its parent may be missing. */
export type CompleteResolvers = Omit<Resolvers, keyof RequiredResolvers> & RequiredResolvers;

type RequiredResolvers = {
${lines.join('\n')}
};
`;
}

/** @param {import('graphql').ObjectTypeDefinitionNode | import('graphql').ObjectTypeExtensionNode} node */
function isResolvable(node) {
  return (node.directives ?? []).some(
    (directive) =>
      directive.name.value === 'key' &&
      !directive.arguments?.some(
        ({ name, value }) =>
          name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      ),
  );
}

/** @param {import('graphql').ObjectTypeDefinitionNode | import('graphql').ObjectTypeExtensionNode} node */
const fieldsOf = (node) => (node.fields ?? []).map(({ name }) => `'${name.value}'`).join(' | ');
