import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { KNOWN_OPERATIONS } from '@caisse/subgraph-kit';

import { operationLabel } from '../../packages/subgraph-kit/src/graphql/known-operations.ts';
import { sources } from './sources.ts';

/** Where documents are written: the web application, the clients that came with us, and our services' clients. */
const DOCUMENTS = sources([
  ...['web/src', 'tests/e2e/documents', 'packages/subgraph-kit/src/evenements', 'router/src/acces'],
  ...['produit', 'stock', 'vente', 'panier', 'caisse', 'reporting'].map(
    (service) => `subgraphs/${service}/src/clients`,
  ),
]);

const named = new Set(
  DOCUMENTS.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:^\s*|')(?:query|mutation) ([A-Z]\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  ),
);

describe('the operations that have series of their own', () => {
  test('are those of the sources: a new one is added to known-operations.ts, a removed one leaves it', () => {
    const fromOutside = new Set(['IntrospectionQuery', 'FermerSession']);
    expect([...named].filter((name) => !KNOWN_OPERATIONS.has(name))).toEqual([]);
    expect(
      [...KNOWN_OPERATIONS].filter((name) => !named.has(name) && !fromOutside.has(name)),
    ).toEqual([]);
  });

  test('count with the fetches that the gateway makes for them', () => {
    expect(operationLabel('Checkout')).toBe('Checkout');
    expect(operationLabel('Checkout__vente__0')).toBe('Checkout');
  });

  test('leave one series for every name that a stranger may invent', () => {
    expect(operationLabel('Invente42')).toBe('autre');
    expect(operationLabel('constructor')).toBe('autre');
    expect(operationLabel(undefined)).toBe('anonyme');
    expect(operationLabel('')).toBe('anonyme');
  });
});
