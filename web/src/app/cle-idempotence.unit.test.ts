import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { CLES, cleIdempotence } from './cle-idempotence.ts';

describe('the id under which an operation may be sent again', () => {
  test('is the one that makes the mutation idempotent', () => {
    const document = parse(
      'mutation C($input: CheckoutInput!) { checkout(input: $input) { __typename } }',
    );
    expect(cleIdempotence(document, { input: { venteId: 'v-1', panierId: 'p-1' } })).toBe('v-1');
  });

  test.each([
    'mutation A($input: AjouterAuPanierInput!) { ajouterAuPanier(input: $input) { __typename } }',
    'query Q { magasins { id } }',
    'mutation M($input: I!) { checkout(input: $input) { __typename } ajouterAuPanier(input: $input) { __typename } }',
  ])('is not given for %s', (texte) => {
    expect(cleIdempotence(parse(texte), { input: { venteId: 'v-1', panierId: 'p-1' } })).toBeNull();
  });

  test('is for the mutations that the router repeats too', () => {
    const source = readFileSync(resolve('router/src/repeatable.ts'), 'utf8');
    const [, liste = ''] = /REPEATABLE_MUTATIONS[^{]*\{([^}]*)\}/.exec(source) ?? [];
    const paires = [...liste.matchAll(/(\w+): '(\w+)'/g)].map(([, nom, cle]) => [nom, cle]);
    expect(Object.entries(CLES).sort()).toEqual(paires.sort());
  });
});
