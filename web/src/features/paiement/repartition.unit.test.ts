import { describe, expect, test } from '@jest/globals';
import type { Mode } from '../../shared/caisse/etat-caisse.ts';
import {
  comptantInvraisemblable,
  montantsRapides,
  paiementsPrets,
  repartir,
} from './repartition.ts';

const v = (...liste: [Mode, string][]) =>
  liste.map(([mode, saisie], cle) => ({ cle, mode, saisie }));

describe('repartir', () => {
  test('rounds what is due in cash to 5 cents and shows the signed rounding', () => {
    expect(repartir(127, v(['COMPTANT', '']))).toMatchObject({ du: 125, arrondi: -2, monnaie: 0 });
    expect(repartir(2298, v(['COMPTANT', '']))).toMatchObject({ du: 2300, arrondi: 2, manque: 0 });
  });

  test('gives change on what is due after rounding', () => {
    expect(repartir(127, v(['COMPTANT', '5']))).toMatchObject({ monnaie: 375, manque: 0 });
  });

  test('says what is missing', () => {
    expect(repartir(1000, v(['COMPTANT', '4,00']))).toMatchObject({ manque: 600, monnaie: 0 });
  });

  test('leaves a card exact', () => {
    expect(repartir(127, v(['CARTE', '']))).toMatchObject({ du: 127, arrondi: 0, montants: [127] });
  });

  test('takes the exact card first, then rounds the cash that remains', () => {
    expect(repartir(5743, v(['CARTE', '30,01'], ['COMPTANT', '']))).toEqual({
      du: 5741,
      arrondi: -2,
      manque: 0,
      monnaie: 0,
      exces: 0,
      montants: [3001, 2740],
    });
  });

  test('lets an empty card take exactly what the cash leaves', () => {
    expect(repartir(5743, v(['COMPTANT', '20'], ['CARTE', '']))).toMatchObject({
      montants: [2000, 3743],
      arrondi: 0,
      manque: 0,
      monnaie: 0,
    });
  });

  test('names cards that exceed the total', () => {
    expect(repartir(1000, v(['CARTE', '12,00'])).exces).toBe(200);
  });

  test('gives only the last of two empty tenders what remains', () => {
    expect(repartir(1000, v(['CARTE', ''], ['CARTE', ''])).montants).toEqual([0, 1000]);
  });
});

describe('paiementsPrets', () => {
  test('sends the amounts handed over', () => {
    expect(paiementsPrets(127, v(['COMPTANT', '5']))).toEqual([{ mode: 'COMPTANT', montant: 500 }]);
  });

  test('waits while something is missing, unreadable or too much on cards', () => {
    expect(paiementsPrets(1000, v(['COMPTANT', '4']))).toBeNull();
    expect(paiementsPrets(1000, v(['COMPTANT', 'dix']))).toBeNull();
    expect(paiementsPrets(1000, v(['CARTE', '10,01']))).toBeNull();
  });

  test('leaves out a tender of nothing beside another', () => {
    expect(paiementsPrets(1000, v(['CARTE', '10'], ['COMPTANT', '']))).toEqual([
      { mode: 'CARTE', montant: 1000 },
    ]);
  });

  test('keeps one tender for a sale of nothing', () => {
    expect(paiementsPrets(0, v(['COMPTANT', '']))).toEqual([{ mode: 'COMPTANT', montant: 0 }]);
  });
});

describe('montantsRapides', () => {
  test('offers the exact amount, then the notes just above, without repeating one', () => {
    expect(montantsRapides(1265)).toEqual([1265, 1500, 2000, 5000, 10000]);
    expect(montantsRapides(500)).toEqual([500, 1000, 2000, 5000, 10000]);
  });

  test('offers nothing when nothing is due', () => {
    expect(montantsRapides(0)).toEqual([]);
  });
});

describe('comptantInvraisemblable', () => {
  const recu = (total: number, ...versements: [Mode, string][]) =>
    comptantInvraisemblable(repartir(total, v(...versements)), v(...versements))?.recu ?? null;

  test('asks about cash beyond ten times what is due and a thousand dollars', () => {
    expect(recu(115, ['COMPTANT', '1011,50'])).toBeNull();
    expect(recu(115, ['COMPTANT', '1011,51'])).toBe(101_151);
    expect(recu(115, ['COMPTANT', '9999999,99'])).toBe(999_999_999);
  });

  test('counts what the cards left to pay, and asks nothing about cards', () => {
    expect(recu(50_000, ['CARTE', '499,00'], ['COMPTANT', '1010,00'])).toBeNull();
    expect(recu(50_000, ['CARTE', '499,00'], ['COMPTANT', '1010,05'])).toBe(101_005);
    expect(recu(5_000_000, ['CARTE', ''])).toBeNull();
  });
});
