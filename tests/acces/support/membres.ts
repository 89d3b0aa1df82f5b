import { readFileSync } from 'node:fs';

import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';
import { type DocumentNode, Kind, parse, print, type TypeNode } from 'graphql';

import { type Access, accessOf } from '../../../scripts/lib/access.mjs';

/** Types whose fields a document must choose. */
const COMPOSITE = new Set<string>([
  ...[Kind.OBJECT_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION, Kind.INTERFACE_TYPE_DEFINITION],
]);

const sdlOf = (subgraph: SubgraphName) =>
  parse(
    readFileSync('packages/subgraph-kit/schema/commun.graphql', 'utf8') +
      readFileSync(`subgraphs/${subgraph}/schema.graphql`, 'utf8'),
  );
/** Every root field, entity and other field with a rule, of the six schemas. */
export const MEMBRES = SUBGRAPHS.flatMap((subgraph) => {
  const sdl = sdlOf(subgraph);
  return accessOf(sdl).map((access) => ({ subgraph, sdl, access }));
});

/** The variables of a member's example, as its document takes them. */
export const variablesOf = ({ kind, member }: Access, variables: Record<string, unknown>) =>
  kind === 'entity' ? { cles: [{ __typename: member, ...variables }] } : variables;

/** A document that asks for a root field with all its arguments, or for an entity by its key. */
export function documentOf(sdl: DocumentNode, { member, kind }: Access): string {
  if (kind === 'entity') {
    return `query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on ${member} { id } } }`;
  }
  const [typeName = '', fieldName = ''] = member.split('.');
  const type = sdl.definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === typeName,
  );
  const field =
    type?.kind === Kind.OBJECT_TYPE_DEFINITION
      ? type.fields?.find(({ name }) => name.value === fieldName)
      : undefined;
  if (!field) throw new Error(`${member} is not in the schema`);
  const given = field.arguments ?? [];
  const declared = given.map(({ name, type: of }) => `$${name.value}: ${print(of)}`).join(', ');
  const passed = given.map(({ name }) => `${name.value}: $${name.value}`).join(', ');
  const selection = isLeaf(sdl, field.type) ? '' : '{ __typename }';
  return `${kind} ${declared && `(${declared})`} { ${fieldName} ${passed && `(${passed})`} ${selection} }`;
}

/** Whether a type has no fields to choose: it is a scalar or an enum. */
function isLeaf(sdl: DocumentNode, type: TypeNode): boolean {
  if (type.kind !== Kind.NAMED_TYPE) return isLeaf(sdl, type.type);
  return !sdl.definitions.some(
    (node) => COMPOSITE.has(node.kind) && 'name' in node && node.name?.value === type.name.value,
  );
}
