import { describe, expect, test } from '@jest/globals';

import { verifierAnnulation } from './saisie-annulation.ts';
import { verifierPaiements } from './saisie-paiements.ts';

const champs = (refuses: { champ: string }[]) => refuses.map(({ champ }) => champ);

describe('tenders of a checkout', () => {
  test.each([
    [{ mode: 'COMPTANT' as const, montant: 0 }],
    [{ mode: 'COMPTANT' as const, montant: 500 }],
    [{ mode: 'CARTE' as const, montant: 1 }],
    [{ mode: 'CARTE' as const, montant: 9_999_999_999 }],
  ])('%j is accepted', (paiement) => {
    expect(verifierPaiements([paiement])).toEqual([]);
  });

  test.each([
    [{ mode: 'COMPTANT' as const, montant: -1 }, 'négatif'],
    [{ mode: 'CARTE' as const, montant: 0 }, 'dépasser zéro'],
    [{ mode: 'COMPTANT' as const, montant: 1.5 }, 'entier'],
    [{ mode: 'CARTE' as const, montant: 10_000_000_000 }, 'dépasse'],
  ])('%j is refused where it stands', (paiement, raison) => {
    const refuses = verifierPaiements([{ mode: 'COMPTANT', montant: 5 }, paiement]);
    expect(champs(refuses)).toEqual(['paiements.1.montant']);
    expect(refuses[0]?.message).toContain(raison);
  });

  test.each([0, 11])('%i tenders are refused', (nombre) => {
    const paiements = Array.from({ length: nombre }, () => ({
      mode: 'COMPTANT' as const,
      montant: 5,
    }));
    expect(champs(verifierPaiements(paiements))).toEqual(['paiements']);
    expect(verifierPaiements(paiements.slice(0, 10)).length).toBe(nombre === 0 ? 1 : 0);
  });
});

describe('a return', () => {
  const venteId = '0190A0B0-0000-7000-8000-000000000001';

  test('has one line per product, by number, and a trimmed reason', () => {
    const { saisie, champs: refuses } = verifierAnnulation({
      venteId,
      motif: '  abîmé ',
      lignes: [
        { produitId: '12', quantite: 1 },
        { produitId: '3', quantite: 2 },
        { produitId: '12', quantite: 4 },
      ],
    });
    expect(refuses).toEqual([]);
    expect(saisie).toEqual({
      venteId,
      motif: 'abîmé',
      lignes: [
        { produitId: 3, quantite: 2 },
        { produitId: 12, quantite: 5 },
      ],
    });
  });

  test('of the whole sale has no lines', () => {
    expect(verifierAnnulation({ venteId, motif: 'x', lignes: null }).saisie.lignes).toBeNull();
  });

  test.each([
    { motif: '   ', lignes: null, attendus: ['motif'] },
    { motif: 'x'.repeat(201), lignes: null, attendus: ['motif'] },
    { motif: '\u200b\u200b', lignes: null, attendus: ['motif'] },
    { motif: 'abîmé\u001b[2J', lignes: null, attendus: ['motif'] },
    { motif: 'x', lignes: [], attendus: ['lignes'] },
    { motif: 'x', lignes: [{ produitId: '3', quantite: 0 }], attendus: ['lignes.0.quantite'] },
    { motif: 'x', lignes: [{ produitId: '3', quantite: 10_000 }], attendus: ['lignes.0.quantite'] },
    { motif: 'x', lignes: [{ produitId: 'abc', quantite: 1 }], attendus: ['lignes.0.produitId'] },
    {
      motif: '',
      lignes: [
        { produitId: '1', quantite: 1 },
        { produitId: '-1', quantite: -1 },
      ],
      attendus: ['motif', 'lignes.1.produitId', 'lignes.1.quantite'],
    },
  ])('with $attendus wrong is refused with every wrong field', ({ motif, lignes, attendus }) => {
    expect(champs(verifierAnnulation({ venteId, motif, lignes }).champs)).toEqual(attendus);
  });
});
