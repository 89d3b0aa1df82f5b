import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import { type PageSizes, type Place, rootPlace, weigh } from './cost.ts';
import { malformed } from './refusals.ts';

/** How much a selection asks for, its fragments spread: numbers that two selections add or compare. */
export interface Measure {
  depth: number;
  introspectionDepth: number;
  aliases: number;
  directives: number;
  selections: number;
  /** Fields at its top, `__typename` aside. */
  fields: number;
  /** How often the same field stands in one place, at most. */
  repetitions: number;
  introspects: boolean;
  cost: number;
}

/**
 * Measures an operation with its fragments spread, without spreading them: each fragment is measured once for each
 * size of page around it and its numbers are added wherever it is spread. So the time is linear in the document,
 * even where the spread operation would be exponential.
 *
 * graphql-armor's rules count depth, aliases and directives in linear time as well. But rules of validation run beside
 * the standard ones, which take up to 12 ms for a document of the corpus of abuse where this takes 1 (warm, best of
 * five), and none counts root fields, repetitions, what doubling fragments make of a document, pages or objects:
 * a quarter of the corpus passes them all. One pass before validation does for all.
 *
 * @throws PublicError REQUETE_INVALIDE when fragments contain themselves
 */
export function measure(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
  sizes: PageSizes,
): Measure {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Measure | 'begun'>();

  const ofSet = ({ selections }: SelectionSetNode, place: Place): Measure => {
    const seen = new Map<string, number>();
    const parts = selections.map((selection) => {
      if (selection.kind === Kind.FIELD) {
        const key = selection.name.value;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      return withDirectives(selection, ofSelection(selection, place));
    });
    const total = parts.reduce(add, NOTHING);
    return { ...total, repetitions: Math.max(total.repetitions, ...seen.values()) };
  };

  const ofSelection = (selection: SelectionNode, place: Place): Measure => {
    if (selection.kind === Kind.FIELD) return ofField(selection, place);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value;
      return ofSet(selection.selectionSet, type ? { ...place, type: schema.getType(type) } : place);
    }
    return ofFragment(selection.name.value, place);
  };

  const ofFragment = (name: string, { page }: Place): Measure => {
    const key = `${name} ${page}`;
    const known = measured.get(key);
    if (known === 'begun') throw malformed('Des fragments se contiennent eux-mêmes.');
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return NOTHING;
    measured.set(key, 'begun');
    const type = schema.getType(fragment.typeCondition.name.value);
    const found = withDirectives(fragment, ofSet(fragment.selectionSet, { type, page }));
    measured.set(key, found);
    return found;
  };

  const ofField = (field: FieldNode, place: Place): Measure => {
    const name = field.name.value;
    const aliases = field.alias && field.alias.value !== name ? 1 : 0;
    const own = { ...NOTHING, aliases, depth: 1, fields: name === '__typename' ? 0 : 1 };
    if (!field.selectionSet) return own;
    const { size, inside } = weigh(field, place, sizes);
    const below = ofSet(field.selectionSet, inside);
    const sum = { ...add(own, below), fields: own.fields };
    if (name === '__schema' || name === '__type') {
      const introspectionDepth = 1 + Math.max(below.depth, below.introspectionDepth);
      return { ...sum, depth: 1, introspectionDepth, introspects: true, cost: 0 };
    }
    return { ...sum, depth: 1 + below.depth, cost: size * (1 + below.cost) };
  };

  const own = ofSet(operation.selectionSet, rootPlace(schema, operation));
  const onVariables = (operation.variableDefinitions ?? []).reduce(
    (sum, { directives }) => sum + (directives?.length ?? 0),
    0,
  );
  return withDirectives(operation, { ...own, directives: own.directives + onVariables });
}

/**
 * The names of an operation's own fields, those in fragments included.
 *
 * @param document where the fragments are; they do not contain themselves
 */
export function rootFieldNames(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): ReadonlySet<string> {
  const fragments = fragmentsOf(document);
  const names = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return names;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}

const NOTHING: Measure = {
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  directives: 0,
  selections: 0,
  fields: 0,
  repetitions: 0,
  introspects: false,
  cost: 0,
};

function withDirectives(node: Pick<SelectionNode, 'directives'>, part: Measure): Measure {
  return {
    ...part,
    directives: part.directives + (node.directives?.length ?? 0),
    selections: part.selections + 1,
  };
}

function add(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    selections: a.selections + b.selections,
    fields: a.fields + b.fields,
    repetitions: Math.max(a.repetitions, b.repetitions),
    introspects: a.introspects || b.introspects,
    cost: a.cost + b.cost,
  };
}
