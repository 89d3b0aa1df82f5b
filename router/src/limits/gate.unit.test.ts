import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, type GraphQLSchema, Kind, parse } from 'graphql';

import { readDocuments } from '../../../tests/e2e/support/documents.ts';
import { manifestOf } from '../../../scripts/lib/operations.mjs';
import * as webDocuments from '../../../web/src/shared/api/generated/graphql.ts';
import { ONGLETS } from '../../../web/src/graphiql/onglets.ts';
import { withoutAccessRules } from '../supergraph.ts';
import { createGate, type Request } from './gate.ts';
import { LIMITS } from './limits.ts';
import { measure } from './measure.ts';

function apiSchema(): GraphQLSchema {
  const sdl = readFileSync(resolve('router/supergraph.graphql'), 'utf8');
  return Supergraph.build(withoutAccessRules(sdl)).apiSchema().toGraphQLJSSchema();
}

const schema = apiSchema();
const gate = createGate(schema, new Set(['id']));
const codeOf = (request: Request): unknown => {
  try {
    gate.check(request);
    return 'accepted';
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe('the documents that clients send stay within the limits', () => {
  const web = Object.values(manifestOf(webDocuments)).map((text): [string, string] => [
    /(?:query|mutation) \w+/.exec(text)?.[0] ?? text,
    text,
  ]);
  const tabs = ONGLETS.map(({ query }, i): [string, string] => [`tab ${i} of GraphiQL`, query]);

  test.each([...readDocuments(), ...web, ...tabs])('%s', (_name, query) => {
    for (const first of [undefined, 100]) {
      expect(codeOf({ query, variables: { first, n: first } })).toBe('accepted');
    }
  });

  test.each([
    ['of GraphiQL', { schemaDescription: true, inputValueDeprecation: true }],
    ['of Apollo Sandbox', { specifiedByUrl: true, directiveIsRepeatable: true, oneOf: true }],
  ])('the introspection query %s', (_name, options) => {
    expect(gate.check({ query: getIntrospectionQuery(options) })).toMatchObject({
      introspects: true,
    });
  });

  test('there are as many of them as clients have', () => {
    expect(web.length).toBeGreaterThan(20);
    expect(readDocuments().size).toBeGreaterThanOrEqual(15);
  });
});

describe('what is counted', () => {
  const of = (query: string, sizes = {}) => {
    const document = parse(query, { noLocation: true });
    const operation = document.definitions[0]!;
    if (operation.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first');
    return measure(operation, document, schema, (name) => (sizes as Record<string, unknown>)[name]);
  };

  test('a fragment as often as it is spread', () => {
    const query = `{ magasins { ...F caisses { magasin { ...F } } } }
      fragment F on Magasin { a: id b: nom @include(if: true) }`;
    expect(of(query)).toMatchObject({ aliases: 4, directives: 2, depth: 4, fields: 1 });
  });

  test('the objects of a page, whose nodes are as many as its first', () => {
    const query =
      'query ($n: Int) { produits(first: $n) { totalCount nodes { id stocks { magasin { id } } } } }';
    // The page, then for each product itself, and ten stocks each with its place.
    expect(of(query, { n: 5 }).cost).toBe(1 + 5 * (1 + 10 * (1 + 1)));
    expect(of(query, { n: 50 }).cost).toBe(1 + 50 * 21);
    expect(of(query).cost).toBe(1 + 20 * 21);
  });

  test('the root fields, wherever they are written', () => {
    const query =
      '{ ...F ... on Query { moi { id } } __typename } fragment F on Query { magasins { id } }';
    expect(of(query).fields).toBe(2);
    expect([...(gate.check({ query })?.rootFields ?? [])].sort()).toEqual([
      '__typename',
      'magasins',
      'moi',
    ]);
  });

  test('a document of exponential size in time that is linear in its text', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    ).join(' ');
    const { selections } = of(`{ ...F0 } ${doubling} fragment F60 on Query { __typename }`);
    expect(selections).toBeGreaterThan(2 ** 60);
  });
});

describe('a request at its limit passes, and one beyond it does not', () => {
  const first = (n: number) => ({ query: `{ produits(first: ${n}) { nodes { id } } }` });
  const variable = (n: number) => ({
    query: 'query ($n: Int) { produits(first: $n) { nodes { id } } }',
    variables: { n },
  });
  const aliases = (n: number) => ({
    query: `{ magasins { ${Array.from({ length: n }, (_, i) => `a${i}: nom`).join(' ')} } }`,
  });
  const directives = (n: number) => ({
    query: `{ magasins { id ${'@include(if: true) '.repeat(n)} } }`,
  });
  const chain = (n: number) => ({
    query: `{ sessionCaisse(id: "1") { ${'caisse { sessionOuverte { '.repeat((n - 2) / 2)} id ${'} }'.repeat((n - 2) / 2)} } }`,
  });

  test.each([
    ['page', first(LIMITS.page), first(LIMITS.page + 1)],
    ['page by a variable', variable(LIMITS.page), variable(LIMITS.page + 1)],
    ['aliases', aliases(LIMITS.aliases), aliases(LIMITS.aliases + 1)],
    ['directives', directives(LIMITS.directives), directives(LIMITS.directives + 1)],
    ['depth', chain(LIMITS.depth), chain(LIMITS.depth + 2)],
  ])('%s', (_name, within, beyond) => {
    expect(codeOf(within)).toBe('accepted');
    expect(codeOf(beyond)).toBe('LIMITE_DEPASSEE');
  });

  test('a document that was accepted with a small page is measured again with a large one', () => {
    const query =
      'query ($n: Int) { produits(first: $n) { nodes { stocks { magasin { caisses { id } } } } } }';
    expect(codeOf({ query, variables: { n: 5 } })).toBe('accepted');
    expect(codeOf({ query, variables: { n: 100 } })).toBe('LIMITE_DEPASSEE');
    expect(codeOf({ query, variables: { n: 5 } })).toBe('accepted');
  });

  test('one mutation at a time', () => {
    const m = 'seDeconnecter { fermeeLe }';
    expect(codeOf({ query: `mutation { ${m} __typename }` })).toBe('accepted');
    expect(codeOf({ query: `mutation { ${m} b: ${m} }` })).toBe('LIMITE_DEPASSEE');
  });
});
