import { describe, expect, test } from '@jest/globals';

import { type BaremeTaxes, DEPUIS_TOUJOURS } from '@caisse/fiscalite';

import type { LignePanier } from './panier.ts';
import { sousTotalDe, totauxDe } from './totaux.ts';

const BAREME: BaremeTaxes = [
  { taxe: 'TPS', tauxCentMilliemes: 5_000, effetDu: '2008-01-01' },
  { taxe: 'TVQ', tauxCentMilliemes: 9_975, effetDu: '2013-01-01' },
  // A rate to come, to see which day decides.
  { taxe: 'TPS', tauxCentMilliemes: 6_000, effetDu: '2027-01-01' },
];

const OUVERT = { figeLe: null, jourVente: null };

const ligne = (prixUnitaire: number, quantite: number, taxable = true): LignePanier => ({
  produitId: prixUnitaire,
  nomProduit: 'Produit',
  quantite,
  prixUnitaire,
  statuts: (['TPS', 'TVQ'] as const).map((taxe) => ({
    ...{ taxe, effetDu: DEPUIS_TOUJOURS },
    statut: taxable ? 'TAXABLE' : 'DETAXE',
  })),
});

describe('the totals of a cart', () => {
  test('are zero when it is empty', () => {
    expect(totauxDe({ lignes: [], ...OUVERT }, BAREME, '2026-11-22')).toEqual({
      sousTotal: 0,
      tps: 0,
      tvq: 0,
      total: 0,
    });
  });

  test('round each tax once per receipt, not per line', () => {
    const lignes = [ligne(110, 1), ligne(110, 2)];
    expect(totauxDe({ lignes, ...OUVERT }, BAREME, '2026-11-22')).toEqual({
      sousTotal: 330,
      tps: 17,
      tvq: 33,
      total: 380,
    });
  });

  test('tax only what is taxable', () => {
    const lignes = [ligne(150, 2, false), ligne(100, 1)];
    expect(totauxDe({ lignes, ...OUVERT }, BAREME, '2026-11-22')).toEqual({
      sousTotal: 400,
      tps: 5,
      tvq: 10,
      total: 415,
    });
  });

  test("use the rates of today while it is open, and those of its freeze's day ever after", () => {
    const lignes = [ligne(10_000, 1)];
    const tps = (figeLe: Date | null) =>
      totauxDe({ lignes, figeLe, jourVente: null }, BAREME, '2027-03-01').tps;
    expect(tps(null)).toBe(600);
    // One in the morning in UTC is still the evening before in the stores.
    expect(tps(new Date('2027-01-01T01:00:00Z'))).toBe(500);
    expect(tps(new Date('2027-01-01T06:00:00Z'))).toBe(600);
  });

  test('stay exact for the largest line', () => {
    expect(sousTotalDe(ligne(99_999_999, 9_999))).toBe(999_899_990_001);
  });
});
