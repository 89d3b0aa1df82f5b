import { describe, expect, test } from '@jest/globals';
import { estConclu, lignesRetournees, lireRetour, toutRetourner } from './retour.ts';

const LIGNES = [
  { produitId: '1', nom: 'Pommes', restante: 3 },
  { produitId: '5', nom: 'Eau', restante: 1 },
];

describe('estConclu', () => {
  test.each(['AnnulationReussie', 'RetourExcessif', 'VenteNonAnnulable', 'CleReutilisee'])(
    '%s is the last word on a return',
    (__typename) => expect(estConclu({ __typename })).toBe(true),
  );

  test.each(['AnnulationEnCours', 'DeuxiemePersonneRequise'])(
    'after %s the same return is asked again, so that it cannot be made twice',
    (__typename) => expect(estConclu({ __typename })).toBe(false),
  );
});

describe('lireRetour', () => {
  test('takes an empty field for none and refuses more than is left', () => {
    expect(lireRetour('', 3)).toBe(0);
    expect(lireRetour('3', 3)).toBe(3);
    expect(lireRetour('4', 3)).toBeNull();
    expect(lireRetour('-1', 3)).toBeNull();
    expect(lireRetour('1,5', 3)).toBeNull();
  });
});

describe('lignesRetournees', () => {
  test('keeps only the products that come back', () => {
    expect(lignesRetournees(LIGNES, { 1: '2', 5: '0' })).toEqual([{ produitId: '1', quantite: 2 }]);
  });

  test('is null while a quantity cannot be read', () => {
    expect(lignesRetournees(LIGNES, { 1: '2', 5: '9' })).toBeNull();
  });

  test('takes everything back with what toutRetourner types', () => {
    expect(lignesRetournees(LIGNES, toutRetourner(LIGNES))).toEqual([
      { produitId: '1', quantite: 3 },
      { produitId: '5', quantite: 1 },
    ]);
  });
});
