import { describe, expect, test } from '@jest/globals';

import { empreinteTransfert, verifierTransfert } from './transfert.ts';

const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });

describe('checking a transfer', () => {
  test('refuses the same place at both ends, beside what else is wrong', () => {
    const { champs } = verifierTransfert({
      transfertId: 'x',
      sourceId: '6',
      destinationId: '6',
      lignes: [],
    });
    expect(champs.map(({ champ }) => champ)).toEqual(['destinationId', 'lignes']);
  });
});

describe('the fingerprint of a transfer', () => {
  const demande = { sourceId: 6, destinationId: 1, lignes: [ligne(2, 5), ligne(10, 1)] };

  test('does not depend on the order of the lines', () => {
    const autre = { ...demande, lignes: [ligne(10, 1), ligne(2, 5)] };
    expect(empreinteTransfert(autre)).toBe(empreinteTransfert(demande));
  });

  test.each([
    ['another place', { ...demande, destinationId: 2 }],
    ['the other direction', { ...demande, sourceId: 1, destinationId: 6 }],
    ['another quantity', { ...demande, lignes: [ligne(2, 5), ligne(10, 2)] }],
    ['one line less', { ...demande, lignes: [ligne(2, 5)] }],
  ])('differs for %s', (_cas, autre) => {
    expect(empreinteTransfert(autre)).not.toBe(empreinteTransfert(demande));
  });
});
