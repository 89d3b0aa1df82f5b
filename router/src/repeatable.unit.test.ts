import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';

import { isRepeatable, REPEATABLE_MUTATIONS } from './repeatable.ts';

describe('what may be sent to another replica although one had it', () => {
  test.each([
    '{ magasins { id } }',
    'query P($id: ID!) { panier(id: $id) { id } }',
    '\n  query { x }',
  ])('a query: %s', (query) => {
    expect(isRepeatable(query)).toBe(true);
  });

  test('a mutation that its id makes idempotent', () => {
    expect(
      isRepeatable('mutation C($i: CheckoutInput!) { checkout(input: $i) { __typename } }'),
    ).toBe(true);
  });

  test.each([
    'mutation { ajouterAuPanier(input: {}) { __typename } }',
    'mutation { checkout(input: {}) { __typename } ajouterAuPanier(input: {}) { __typename } }',
    'mutation { ...F } fragment F on Mutation { ajouterAuPanier(input: {}) { __typename } }',
  ])('not a mutation that adds: %s', (query) => {
    expect(isRepeatable(query)).toBe(false);
  });

  test('the names are those of the API', () => {
    const sdl = readFileSync(resolve('router/supergraph.graphql'), 'utf8');
    const fields = buildSchema(sdl, { assumeValidSDL: true }).getMutationType()?.getFields() ?? {};
    for (const name of REPEATABLE_MUTATIONS) expect(Object.keys(fields)).toContain(name);
  });
});
