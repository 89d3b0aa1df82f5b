import { expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { resolverFaults } from './resolver-files.mjs';

const schema = (internal: string) =>
  parse(`
    type Query { produit: Produit }
    type Mutation { figerPanier: Boolean ${internal} }
    type Produit { id: ID! }
    union Resultat = Produit
  `);
const INTERNAL = '@inaccessible @requiresScopes(scopes: [["service:vente"], ["service:stock"]])';
const GOOD = ['index', 'Query/produit', 'Mutation/figerPanier', 'Produit'];
const faults = (names: readonly string[], internal = INTERNAL) =>
  resolverFaults(schema(internal), names);

test('a file per root field, any file named like a type, and helpers are accepted', () => {
  expect(faults([...GOOD, 'Resultat', 'aide'])).toEqual([]);
});

test('a root field without its file is a fault', () => {
  expect(faults(GOOD.filter((name) => name !== 'Query/produit'))).toEqual([
    'Query/produit.ts is missing',
  ]);
});

test.each([
  ['has no rule', '@inaccessible'],
  ['is for all employees', '@inaccessible @authenticated'],
  ['is for everybody', '@inaccessible @public'],
  ['is for a role', '@inaccessible @requiresScopes(scopes: [["stock:gerer"]])'],
  [
    'is for a role as well',
    '@inaccessible @requiresScopes(scopes: [["service:vente"], ["stock:gerer"]])',
  ],
  ['asks for nothing', '@inaccessible @requiresScopes(scopes: [[]])'],
])('an internal field that %s is a fault', (_, internal) => {
  expect(faults(GOOD, internal)).toEqual([
    'Mutation/figerPanier is @inaccessible, and @requiresScopes does not keep it to services',
  ]);
});

test('a field that clients see may be for a role', () => {
  expect(faults(GOOD, '@requiresScopes(scopes: [["stock:gerer"]])')).toEqual([]);
});

test('a file named like no member is a fault', () => {
  expect(faults([...GOOD, 'Query/produits'])).toEqual([
    'Query/produits.ts is named like no member of the schema',
  ]);
});
