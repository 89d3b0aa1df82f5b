import { describe, expect, test } from '@jest/globals';

import { BORNES_SERVICE, BORNES_TRANSFERT, verifierLignes } from './lignes.ts';

const ligne = (produitId: string, quantite: number) => ({ produitId, quantite });

describe('checking lines', () => {
  test('adds up the lines of one product and orders them by product', () => {
    const { lignes, champs } = verifierLignes(
      [ligne('10', 2), ligne('9', 1), ligne('10', 9_999)],
      BORNES_TRANSFERT,
    );
    expect(champs).toEqual([]);
    expect(lignes).toEqual([
      { produitId: 9, quantite: 1 },
      { produitId: 10, quantite: 10_001 },
    ]);
  });

  test.each([0, -1, 10_000, 1.5])('refuses the quantity %p', (quantite) => {
    const { champs } = verifierLignes([ligne('1', 1), ligne('2', quantite)], BORNES_TRANSFERT);
    expect(champs).toEqual([
      {
        champ: 'lignes.1.quantite',
        message: expect.stringMatching(/^La quantité doit être de 1 à 9.999\.$/),
      },
    ]);
  });

  test.each(['', '0', 'abc', '-1', '1e3', '99999999999'])('refuses the product %p', (produitId) => {
    const { champs } = verifierLignes([ligne(produitId, 1)], BORNES_TRANSFERT);
    expect(champs).toEqual([
      {
        champ: 'lignes.0.produitId',
        message: `Aucun lieu ne tient de produit au numéro ${produitId}.`,
      },
    ]);
  });

  test.each([0, 101])('refuses %p lines', (nombre) => {
    const saisies = Array.from({ length: nombre }, () => ligne('1', 1));
    expect(verifierLignes(saisies, BORNES_TRANSFERT).champs).toEqual([
      { champ: 'lignes', message: 'Il faut de 1 à 100 lignes.' },
    ]);
  });

  test('keeps the sum of what services ask within a GraphQL Int', () => {
    expect(BORNES_SERVICE.lignes * BORNES_SERVICE.quantite).toBeLessThan(2 ** 31);
  });
});
