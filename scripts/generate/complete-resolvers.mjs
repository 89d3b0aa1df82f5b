import { Kind } from 'graphql';

/** @typedef {import('graphql').ObjectTypeDefinitionNode | import('graphql').ObjectTypeExtensionNode} ObjectNode */

const ROOTS = ['Query', 'Mutation'];

/**
 * Text of a `CompleteResolvers` type: `Resolvers` in which nothing that the server needs may be
 * missing: root fields, references of resolvable entities, and the fields of a mapped type that
 * cannot be read as they are from its TypeScript type. The plugin makes all of these optional, so
 * that a forgotten resolver would only show as an error at run time.
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
        ? [`Unreadable<${name}Resolvers, ResolversParentTypes['${name}']>`]
        : []),
    ];
    return required.length > 0
      ? [`  ${name}: RequireMembers<${name}Resolvers, ${required.join(' | ')}>;`]
      : [];
  });
  return `
/** Resolvers in which nothing is missing that cannot be read, as it is, from its parent. */
export type CompleteResolvers = Resolvers & {
  [K in keyof RequiredResolvers as {} extends RequiredResolvers[K] ? never : K]: RequiredResolvers[K];
};

type RequiredResolvers = {
${lines.join('\n')}
};

type RequireMembers<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

type Unreadable<R, P> = {
  [K in Exclude<keyof R, \`__\${string}\`>]-?: K extends keyof P
    ? P[K] extends ReturnType<Extract<R[K], (...args: any[]) => unknown>> ? never : K
    : K;
}[Exclude<keyof R, \`__\${string}\`>];
`;
}

/** @param {ObjectNode} node */
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
