import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { glossaryFaults, normalize, parseGlossary, wordsOf } from './glossary.mjs';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const glossary = parseGlossary(text('docs/glossaire.md'));
const subgraphs = readdirSync(new URL('../../subgraphs/', import.meta.url));

const faultsOf = (sdl: string) => glossaryFaults(parse(sdl), glossary);

describe('the schemas', () => {
  test.each(subgraphs)('%s uses the words of the glossary', (subgraph) => {
    expect(faultsOf(text(`subgraphs/${subgraph}/schema.graphql`))).toEqual([]);
  });
});

describe('the glossary', () => {
  test('forbids no word that is also a term', () => {
    const terms = new Set(glossary.terms.map(normalize));
    expect([...glossary.forbidden.keys()].filter((word) => terms.has(word))).toEqual([]);
  });

  test('has each term once, in alphabetical order', () => {
    const terms = glossary.terms.map((term) =>
      term.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase(),
    );
    expect(terms).toEqual([...new Set(terms)].sort());
  });
});

describe('a schema is refused', () => {
  test.each([
    ['a field', 'type Query { articles: Int }', 'articles says "articles"'],
    ['an argument', 'type Query { stock(boutiqueId: ID): Int }', 'boutiqueId says "boutique"'],
    ['a type', 'type LigneCommande { id: ID }', 'LigneCommande says "Commande"'],
    ['an enum value', 'enum TypeMagasin { SUCCURSALE }', 'SUCCURSALE says "SUCCURSALE"'],
    ['an input field', 'input XInput { orderId: ID }', 'orderId says "order"'],
  ])('when %s says a forbidden synonym', (_where, sdl, fault) => {
    expect(faultsOf(sdl)).toContainEqual(expect.stringContaining(fault));
  });

  test('when a business type has a word that no term has', () => {
    expect(faultsOf('type BonFidelite { id: ID }')).toEqual([
      'type BonFidelite: "Bon" is not in docs/glossaire.md',
      'type BonFidelite: "Fidelite" is not in docs/glossaire.md',
    ]);
  });
});

describe('a schema is accepted', () => {
  test('when a failure or an internal type has a word of its own', () => {
    expect(
      faultsOf(`
        type RetourTardif implements Erreur { code: String! }
        type BilletInterne @inaccessible { id: ID }
      `),
    ).toEqual([]);
  });
});

test.each([
  ['prixUnitaire', ['prix', 'Unitaire']],
  ['SessionCaisse', ['Session', 'Caisse']],
  ['EN_COURS', ['EN', 'COURS']],
])('%s is read as its words', (identifier, words) => {
  expect(wordsOf(identifier)).toEqual(words);
});

test.each([
  ['Catégories', 'categorie'],
  ['totaux', 'total'],
  ['magasins', 'magasin'],
  ['tps', 'tps'],
])('%s is looked up as %s', (word, normalized) => {
  expect(normalize(word)).toBe(normalized);
});
