import { baremeParDefaut } from '@caisse/fiscalite';
import { describe, expect, test } from '@jest/globals';

import { etablirRecu } from './etablir-recu.ts';
import type { LignePanier } from './vente.ts';

const JOUR = '2026-11-22';
const eau: LignePanier = {
  produitId: 5,
  nomProduit: 'Eau',
  quantite: 3,
  prixUnitaire: 110,
  statutTps: 'TAXABLE',
  statutTvq: 'TAXABLE',
};
const livre: LignePanier = {
  ...{ produitId: 7, nomProduit: 'Livre', quantite: 1, prixUnitaire: 2495 },
  ...{ statutTps: 'TAXABLE', statutTvq: 'DETAXE' },
};
const lait: LignePanier = { ...livre, produitId: 3, prixUnitaire: 429, statutTps: 'DETAXE' };

describe('the receipt', () => {
  test('settles the tenders and gives each line its share of the taxes', () => {
    const resultat = etablirRecu(
      [eau, livre, lait],
      [{ mode: 'COMPTANT', montant: 4000 }],
      baremeParDefaut,
      JOUR,
    );
    // TPS on 28.25, TVQ on 3.30: 32.54 + 1.41 + 0.33 = 34.28, 34.30 in cash.
    expect(resultat).toMatchObject({
      recu: {
        ...{ sousTotal: 3254, tps: 141, tvq: 33, total: 3428, arrondi: 2, monnaie: 570 },
        taux: { tps: 5000, tvq: 9975 },
        lignes: [
          { produitId: 5, sousTotal: 330, tps: 16, tvq: 33 },
          { produitId: 7, sousTotal: 2495, tps: 125, tvq: 0 },
          { produitId: 3, sousTotal: 429, tps: 0, tvq: 0 },
        ],
      },
    });
  });

  test('of zero-rated goods has no tax', () => {
    const resultat = etablirRecu([lait], [{ mode: 'CARTE', montant: 429 }], baremeParDefaut, JOUR);
    expect(resultat).toMatchObject({ recu: { tps: 0, tvq: 0, total: 429, arrondi: 0 } });
  });

  test('is refused with what is missing', () => {
    const paiements = [{ mode: 'COMPTANT' as const, montant: 375 }];
    expect(etablirRecu([eau], paiements, baremeParDefaut, JOUR)).toEqual({
      refus: { type: 'PaiementInsuffisant', manque: 5 },
    });
  });

  test('is refused with the most that cards may pay', () => {
    const paiements = [{ mode: 'CARTE' as const, montant: 381 }];
    expect(etablirRecu([eau], paiements, baremeParDefaut, JOUR)).toEqual({
      refus: { type: 'PaiementCarteExcessif', maximum: 380 },
    });
  });
});
