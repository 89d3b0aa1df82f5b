import { describe, expect, test } from '@jest/globals';
import { cartesSansReponse, lireConstat } from './declarable.ts';

const PAIEMENTS = [
  { mode: 'COMPTANT' as const, montant: 500 },
  { mode: 'CARTE' as const, montant: 100 },
  { mode: 'CARTE' as const, montant: 130 },
];
const VENTE = { id: 'v', statut: 'EN_ANNULATION' as const, paiements: PAIEMENTS };
const SILENCE = { statut: 'INCONNU' as const, detail: 'SANS_REPONSE' };
const REFUS = { statut: 'REFUSE' as const, detail: 'CARTE_FERMEE' };
const RELANCE = { statut: 'INCONNU' as const, detail: 'RELANCE' };

const RETOUR = {
  ...{ type: 'RETOUR' as const, place: null, participant: 'terminal', annulation: null },
  ...{ vente: VENTE, historique: [SILENCE] },
};
const rendu = (motifRefus: string) => ({ place: 1, rang: 2, montant: 65, motifRefus });
const REMBOURSEMENT = {
  ...{ type: 'REMBOURSEMENT' as const, place: 1, participant: 'terminal', vente: VENTE },
  ...{ annulation: { id: 'a', remboursements: [rendu('CARTE_FERMEE')] }, historique: [REFUS] },
};

describe('cartesSansReponse', () => {
  test('are the cards of the sale while the provider does not answer a return', () => {
    const cartes = [
      { rang: 1, montant: 100 },
      { rang: 2, montant: 130 },
    ];
    expect(cartesSansReponse(RETOUR, false)).toEqual(cartes);
    expect(cartesSansReponse({ ...RETOUR, historique: [SILENCE, RELANCE] }, false)).toEqual(cartes);
  });

  test('are none of what another one holds back, of what was refused, and of a sale', () => {
    expect(cartesSansReponse({ ...RETOUR, participant: 'stock' }, false)).toEqual([]);
    expect(cartesSansReponse({ ...RETOUR, historique: [REFUS, RELANCE] }, false)).toEqual([]);
    expect(cartesSansReponse({ ...RETOUR, historique: [] }, false)).toEqual([]);
    expect(cartesSansReponse({ ...RETOUR, type: 'VENTE' }, true)).toEqual([]);
  });

  test('are the one card of a refund, once the provider did not answer who settles it', () => {
    expect(cartesSansReponse(REMBOURSEMENT, false)).toEqual([]);
    expect(cartesSansReponse(REMBOURSEMENT, true)).toEqual([{ rang: 2, montant: 65 }]);
  });

  test('are none any more once somebody declared', () => {
    const remboursements = [rendu('DECLARE_NON_REMBOURSE')];
    const declare = { ...REMBOURSEMENT, annulation: { id: 'a', remboursements } };
    expect(cartesSansReponse(declare, true)).toEqual([]);
  });
});

describe('lireConstat', () => {
  const SAISIE = { rang: 2, remboursee: false, motif: ' Moneris, M. Roy : aucune trace ' };

  test('wants an outcome and a reason, and takes neither for granted', () => {
    expect(lireConstat({ ...SAISIE, remboursee: null })).toEqual({ manque: 'constat' });
    expect(lireConstat({ ...SAISIE, motif: '  ' })).toEqual({ manque: 'motif' });
    expect(lireConstat(SAISIE)).toEqual({
      manque: null,
      constat: { rang: 2, remboursee: false, motif: 'Moneris, M. Roy : aucune trace' },
    });
  });
});
