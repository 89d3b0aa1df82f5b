import { describe, expect, test } from '@jest/globals';

import { empreinteAnnulation, empreinteCheckout } from './empreinte.ts';
import { verifierAnnulation } from './saisie-annulation.ts';

const vente = {
  panierId: '0190a0b0-0000-7000-8000-000000000001',
  sessionCaisseId: null,
  paiements: [
    { mode: 'CARTE' as const, montant: 3001 },
    { mode: 'COMPTANT' as const, montant: 2740 },
  ],
};

describe('fingerprint of a checkout', () => {
  test('is a SHA-256 that does not depend on the order of an object’s keys', () => {
    const reecrite = {
      paiements: vente.paiements.map(({ mode, montant }) => ({ montant, mode })),
      sessionCaisseId: null,
      panierId: vente.panierId,
    };
    expect(empreinteCheckout(vente)).toMatch(/^[0-9a-f]{64}$/);
    expect(empreinteCheckout(reecrite)).toBe(empreinteCheckout(vente));
  });

  test.each([
    ['cart', { ...vente, panierId: '0190a0b0-0000-7000-8000-000000000002' }],
    ['session', { ...vente, sessionCaisseId: '0190a0b0-0000-7000-8000-000000000003' }],
    ['order of the tenders', { ...vente, paiements: [...vente.paiements].reverse() }],
    ['amount', { ...vente, paiements: [{ mode: 'CARTE' as const, montant: 3002 }] }],
    ['tender', { ...vente, paiements: [{ mode: 'COMPTANT' as const, montant: 3001 }] }],
  ])('changes with the %s', (_champ, autre) => {
    expect(empreinteCheckout(autre)).not.toBe(empreinteCheckout(vente));
  });
});

describe('fingerprint of a return', () => {
  const empreinte = (lignes: { produitId: string; quantite: number }[] | null, motif = 'abîmé') =>
    empreinteAnnulation(verifierAnnulation({ venteId: vente.panierId, motif, lignes }).saisie);

  test('does not depend on the order or the grouping of its lines', () => {
    const groupee = empreinte([
      { produitId: '3', quantite: 2 },
      { produitId: '12', quantite: 1 },
    ]);
    const eclatee = empreinte([
      { produitId: '12', quantite: 1 },
      { produitId: '3', quantite: 1 },
      { produitId: '3', quantite: 1 },
    ]);
    expect(eclatee).toBe(groupee);
  });

  test('tells the whole sale from a part, and a reason from another', () => {
    const toutes = [
      empreinte(null),
      empreinte([{ produitId: '3', quantite: 2 }]),
      empreinte([{ produitId: '3', quantite: 1 }]),
      empreinte(null, 'autre'),
    ];
    expect(new Set(toutes).size).toBe(4);
  });
});
