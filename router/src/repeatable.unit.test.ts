import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, isInputObjectType, parse } from 'graphql';

import { isRepeatable, REPEATABLE_MUTATIONS } from './repeatable.ts';

const AJOUT = 'mutation A($i: AjouterAuPanierInput!) { ajouterAuPanier(input: $i) { __typename } }';

/** The client's own document, as the gateway may send it on. */
const repeatable = (document: string, variables: Record<string, unknown> = {}) =>
  isRepeatable(document, getOperationAST(parse(document)) ?? undefined, variables);

describe('what may be sent to another replica although one had it', () => {
  test.each([
    '{ magasins { id } }',
    'query P($id: ID!) { panier(id: $id) { id } }',
    '\n  query { x }',
  ])('a query: %s', (query) => {
    expect(repeatable(query)).toBe(true);
  });

  test.each([
    [
      'mutation C($i: CheckoutInput!) { checkout(input: $i) { __typename } }',
      { i: { venteId: 'v' } },
    ],
    ['mutation { __typename checkout(input: { venteId: "v" }) { __typename } }', {}],
    ['mutation C($v: UUID!) { checkout(input: { venteId: $v }) { __typename } }', { v: 'v' }],
    [AJOUT, { i: { panierId: 'p', ajoutId: 'a' } }],
  ])('a mutation that its id makes idempotent: %s', (query, variables) => {
    expect(repeatable(query, variables)).toBe(true);
  });

  test.each([
    [AJOUT, { i: { panierId: 'p' } }],
    [AJOUT, { i: { panierId: 'p', ajoutId: null } }],
    [AJOUT, {}],
    ['mutation { ajouterAuPanier(input: {}) { __typename } }', {}],
    [
      'mutation { checkout(input: { venteId: "v" }) { id } ouvrirSessionCaisse(input: {}) { id } }',
      {},
    ],
    ['mutation { ...F } fragment F on Mutation { checkout(input: { venteId: "v" }) { id } }', {}],
  ])('not a mutation without such an id: %s %j', (query, variables) => {
    expect(repeatable(query, variables)).toBe(false);
  });

  test('a fetch that reads is, whatever it is a part of', () => {
    const operation = getOperationAST(parse(AJOUT)) ?? undefined;
    expect(isRepeatable('query A__stock__1 { _entities { __typename } }', operation)).toBe(true);
    expect(isRepeatable('mutation A__panier__0 { ajouterAuPanier }', undefined)).toBe(false);
  });

  test('the names are those of the API', () => {
    const sdl = readFileSync(resolve('router/supergraph.graphql'), 'utf8');
    const fields = buildSchema(sdl, { assumeValidSDL: true }).getMutationType()?.getFields() ?? {};
    for (const [name, key] of Object.entries(REPEATABLE_MUTATIONS)) {
      const type = fields[name]?.args.find((arg) => arg.name === 'input')?.type;
      const input = type && 'ofType' in type ? type.ofType : type;
      expect(isInputObjectType(input) && Object.keys(input.getFields())).toContain(key);
    }
  });
});
