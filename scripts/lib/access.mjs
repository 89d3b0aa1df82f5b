// Who may reach what, as the directives of the schemas say it.
import { Kind, valueFromASTUntyped } from 'graphql';

/**
 * @typedef {object} Access
 * @property {string} member `Query.vente`, `Vente` for an entity, `Magasin.equipe` for a field below the root
 * @property {'query' | 'mutation' | 'entity' | 'field'} kind
 * @property {boolean} isPublic
 * @property {string[][] | null} scopes sets of scopes of which one must be had; empty: whoever is known; null: no rule
 * @property {boolean} ownStore employees of a store reach their own store's only
 * @property {boolean} internal absent from what clients see
 */

/** @typedef {import('graphql').FieldDefinitionNode | import('graphql').ObjectTypeDefinitionNode} Ruled */

const ROOTS = { Query: 'query', Mutation: 'mutation' };

/**
 * Every root field, every entity, and every other field that has a rule of its own.
 * @param {import('graphql').DocumentNode} schema of one subgraph
 * @returns {Access[]}
 */
export function accessOf(schema) {
  return schema.definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const root = ROOTS[/** @type {keyof typeof ROOTS} */ (type.name.value)];
    const fields = (type.fields ?? []).map((field) =>
      access(`${type.name.value}.${field.name.value}`, root ?? 'field', field),
    );
    if (root) return fields;
    return [
      ...(isEntity(type) ? [access(type.name.value, 'entity', type)] : []),
      ...fields.filter(({ scopes }) => scopes),
    ];
  });
}

/**
 * @param {string} member
 * @param {string} kind
 * @param {Ruled} node
 * @returns {Access}
 */
function access(member, kind, node) {
  const requires = directive(node, 'requiresScopes');
  const scopes = requires ? scopesIn(requires) : directive(node, 'authenticated') ? [] : null;
  return {
    member,
    kind: /** @type {Access['kind']} */ (kind),
    isPublic: directive(node, 'public') !== undefined,
    scopes,
    ownStore: directive(node, 'ownStore') !== undefined,
    internal: directive(node, 'inaccessible') !== undefined,
  };
}

/** @param {Ruled} node @param {string} name */
const directive = ({ directives = [] }, name) =>
  directives.find((candidate) => candidate.name.value === name);

/** @param {import('graphql').DirectiveNode} node @returns {string[][]} */
function scopesIn({ arguments: values = [] }) {
  const scopes = values.find(({ name }) => name.value === 'scopes')?.value;
  return scopes ? /** @type {string[][]} */ (valueFromASTUntyped(scopes)) : [];
}

/** @param {import('graphql').ObjectTypeDefinitionNode} type */
function isEntity({ directives = [] }) {
  return directives.some(
    ({ name, arguments: values = [] }) =>
      name.value === 'key' &&
      !values.some(
        ({ name: argument, value }) =>
          argument.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      ),
  );
}

/**
 * What an access says to a caller, the store left aside.
 * @param {Pick<Access, 'isPublic' | 'scopes'>} access
 * @param {readonly string[] | null} held scopes of the caller; null for nobody known
 * @returns {'permis' | 'NON_AUTHENTIFIE' | 'INTERDIT'}
 */
export function verdict({ isPublic, scopes }, held) {
  if (isPublic) return 'permis';
  if (held === null) return 'NON_AUTHENTIFIE';
  if (!scopes) return 'INTERDIT';
  const has = scopes.length === 0 || scopes.some((set) => set.every((s) => held.includes(s)));
  return has ? 'permis' : 'INTERDIT';
}
