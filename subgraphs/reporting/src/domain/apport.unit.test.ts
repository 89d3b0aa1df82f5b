import { describe, expect, test } from '@jest/globals';

import { apportDe, type EvenementCompte } from './apport.ts';

const CHARGE: EvenementCompte['charge'] = {
  magasinId: 3,
  caisseId: 6,
  jour: '2026-11-22',
  heure: 14,
  sousTotal: 300,
  tps: 10,
  tvq: 20,
  total: 330,
  arrondi: -2,
  lignes: [
    { produitId: 5, quantite: 2, total: 230 },
    { produitId: 1, quantite: 1, total: 100 },
  ],
};

describe('apportDe', () => {
  test('counts a sale as it is', () => {
    expect(apportDe({ id: 'e1', type: 'VenteValidee', charge: CHARGE })).toEqual({
      id: 'e1',
      nombre: 1,
      ...CHARGE,
    });
  });

  test('counts a return negatively, cash rounding and lines included', () => {
    const charge = { ...CHARGE, complete: false };
    expect(apportDe({ id: 'e2', type: 'VenteAnnulee', charge })).toEqual({
      id: 'e2',
      magasinId: 3,
      caisseId: 6,
      jour: '2026-11-22',
      heure: 14,
      sousTotal: -300,
      tps: -10,
      tvq: -20,
      total: -330,
      arrondi: 2,
      nombre: 0,
      lignes: [
        { produitId: 5, quantite: -2, total: -230 },
        { produitId: 1, quantite: -1, total: -100 },
      ],
    });
  });

  test('takes one off the number of sales when nothing is left of the sale', () => {
    const charge = { ...CHARGE, complete: true };
    expect(apportDe({ id: 'e3', type: 'VenteAnnulee', charge }).nombre).toBe(-1);
  });

  test('gives plain zeros, never negative ones', () => {
    const charge = { ...CHARGE, tps: 0, complete: false };
    expect(Object.is(apportDe({ id: 'e4', type: 'VenteAnnulee', charge }).tps, 0)).toBe(true);
  });
});
