import { expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { resolverFaults } from './resolver-files.mjs';

const schema = parse(`
  type Query { produit: Produit }
  type Mutation { figerPanier: Boolean @inaccessible }
  type Produit { id: ID! }
  union Resultat = Produit
`);
const faults = (files: Record<string, string>) =>
  resolverFaults(schema, { names: Object.keys(files), text: (name) => files[name] ?? '' });

const GUARDED = 'export const figerPanier = (p, a, context) => { requireService(context); };';
const good = { index: '', 'Query/produit': '', 'Mutation/figerPanier': GUARDED, Produit: '' };

test('a file per root field, any file named like a type, and helpers are accepted', () => {
  expect(faults({ ...good, Resultat: '', aide: '' })).toEqual([]);
});

test('a root field without its file is a fault', () => {
  const { 'Query/produit': _, ...others } = good;
  expect(faults(others)).toEqual(['Query/produit.ts is missing']);
});

test('an internal field that does not demand the service token is a fault', () => {
  expect(faults({ ...good, 'Mutation/figerPanier': '// requireService' })).toEqual([
    'Mutation/figerPanier.ts is @inaccessible and does not call requireService(context)',
  ]);
});

test('a file named like no member is a fault', () => {
  expect(faults({ ...good, 'Query/produits': '' })).toEqual([
    'Query/produits.ts is named like no member of the schema',
  ]);
});
