import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { monter, type Montage, PATIENTS, type PanierVoulu } from './test/monter.ts';
import {
  annuler,
  auComptant,
  encaisser,
  type EntreeCheckout,
  lire,
  type VenteRecue,
} from './test/operations.ts';

let montage: Montage;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
});

afterAll(() => montage.demonter());

async function vendre(
  lignes: PanierVoulu['lignes'],
  paiements?: EntreeCheckout['paiements'],
): Promise<VenteRecue> {
  const { panierId } = montage.preparerPanier({ ...(lignes && { lignes }) });
  const entree = auComptant(panierId);
  const reponse = await encaisser(montage, { ...entree, ...(paiements && { paiements }) });
  expect(reponse.__typename).toBe('CheckoutReussi');
  return reponse.vente;
}

const un = [{ produitId: '5', quantite: 1 }];

describe('a return', () => {
  test('of a whole sale gives everything back, and the sale is cancelled', async () => {
    const { id } = await vendre([{ produitId: 5, quantite: 3 }]);
    const disponible = montage.etat.disponible.get(5) ?? 0;

    const reponse = await annuler(montage, { venteId: id, motif: '  Erreur de caisse ' });

    expect(reponse).toMatchObject({
      ...{ __typename: 'AnnulationReussie', rejoue: false },
      annulation: {
        ...{ motif: 'Erreur de caisse', sousTotal: 330, tps: 17, tvq: 33, total: 380, arrondi: 0 },
        lignes: [{ produit: { id: '5' }, quantite: 3 }],
        remboursements: [{ mode: 'COMPTANT', montant: 380 }],
      },
      vente: { id, statut: 'ANNULEE', lignes: [{ quantite: 3, quantiteRetournee: 3 }] },
    });
    expect(reponse.vente.annulations).toEqual([{ id: reponse.annulation.id, total: 380 }]);
    expect(montage.etat.disponible.get(5)).toBe(disponible + 3);
    expect(await lire(montage, id)).toEqual(reponse.vente);
  });

  test('of 3 x 1.10 one by one gives a TPS of 0.06, 0.05, 0.06', async () => {
    const { id } = await vendre([{ produitId: 5, quantite: 3 }]);
    const notes = [];
    for (const statut of ['RETOURNEE_EN_PARTIE', 'RETOURNEE_EN_PARTIE', 'ANNULEE']) {
      const reponse = await annuler(montage, { venteId: id, lignes: un });
      expect(reponse.vente.statut).toBe(statut);
      notes.push(reponse.annulation);
    }
    expect(notes.map(({ tps }) => tps)).toEqual([6, 5, 6]);
    expect(notes.map(({ tvq }) => tvq)).toEqual([11, 11, 11]);
    expect(notes.map(({ remboursements }) => remboursements)).toEqual([
      [{ mode: 'COMPTANT', montant: 125 }],
      [{ mode: 'COMPTANT', montant: 130 }],
      [{ mode: 'COMPTANT', montant: 125 }],
    ]);
  });

  test('gives cards back before cash', async () => {
    const { id } = await vendre(
      [{ produitId: 5, quantite: 3 }],
      [
        { mode: 'CARTE', montant: 200 },
        { mode: 'COMPTANT', montant: 200 },
      ],
    );
    const deux = await annuler(montage, { venteId: id, lignes: [{ produitId: '5', quantite: 2 }] });
    const reste = await annuler(montage, { venteId: id });
    expect(deux.annulation).toMatchObject({
      ...{ total: 253, arrondi: 2 },
      remboursements: [
        { mode: 'CARTE', montant: 200 },
        { mode: 'COMPTANT', montant: 55 },
      ],
    });
    expect(reste.annulation).toMatchObject({
      ...{ total: 127, arrondi: -2 },
      remboursements: [{ mode: 'COMPTANT', montant: 125 }],
    });
  });

  test('of a product on two lines takes the first one first', async () => {
    const { id } = await vendre([
      { produitId: 5, quantite: 2 },
      { produitId: 6, quantite: 1 },
      { produitId: 5, quantite: 2 },
    ]);
    const trois = { lignes: [{ produitId: '5', quantite: 3 }] };
    const { vente } = await annuler(montage, { venteId: id, ...trois });
    expect(vente.lignes.map(({ quantiteRetournee }) => quantiteRetournee)).toEqual([2, 0, 1]);
  });

  test('that corrects a cent elsewhere shows only what was brought back', async () => {
    const { id } = await vendre([{ produitId: 1 }, { produitId: 2 }, { produitId: 3 }]);
    await annuler(montage, { venteId: id, lignes: [{ produitId: '3', quantite: 1 }] });
    const { annulation, vente } = await annuler(montage, { venteId: id });
    expect(annulation.lignes.map(({ produit }) => produit.id)).toEqual(['1', '2']);
    expect(annulation).toMatchObject({ tps: 11, tvq: 22 });
    const rendus = await montage.base.query(
      `SELECT l.produit_id, sum(l.quantite)::int AS quantite, sum(l.tps)::int AS tps
       FROM ligne_annulation l JOIN annulation a ON a.id = l.annulation_id
       WHERE a.vente_id = $1 GROUP BY 1 ORDER BY 1`,
      [vente.id],
    );
    expect(rendus).toEqual(
      await montage.base.query(
        `SELECT produit_id, quantite, tps::int FROM ligne_vente WHERE vente_id = $1 ORDER BY 1`,
        [vente.id],
      ),
    );
  });
});

describe('a return that is refused', () => {
  test('because it exceeds what is left tells by how much, for ever', async () => {
    const { id } = await vendre([{ produitId: 5, quantite: 2 }]);
    await annuler(montage, { venteId: id, lignes: un });
    const disponible = montage.etat.disponible.get(5);
    const entree = {
      ...{ annulationId: randomUUID(), venteId: id },
      lignes: [...un, ...un, { produitId: '999', quantite: 1 }],
    };

    const reponse = await annuler(montage, entree);

    expect(reponse).toMatchObject({
      ...{ __typename: 'RetourExcessif', code: 'RETOUR_EXCESSIF' },
      exces: [
        { produit: { id: '5' }, demande: 2, retournable: 1 },
        { produit: { id: '999' }, demande: 1, retournable: 0 },
      ],
    });
    expect(montage.etat.disponible.get(5)).toBe(disponible);
    expect((await lire(montage, id)).lignes[0]).toMatchObject({ quantiteRetournee: 1 });
    expect(await annuler(montage, entree)).toEqual(reponse);
  });

  test('because nothing is left, or nothing was sold, says so', async () => {
    const { id } = await vendre([{ produitId: 5 }]);
    await annuler(montage, { venteId: id });
    expect(await annuler(montage, { venteId: id })).toMatchObject({
      __typename: 'VenteNonAnnulable',
    });

    const { panierId } = montage.preparerPanier();
    const refusee = auComptant(panierId, 5);
    await encaisser(montage, refusee);
    expect(await annuler(montage, { venteId: refusee.venteId })).toMatchObject({
      __typename: 'VenteNonAnnulable',
    });
  });

  test.each([randomUUID(), 'vente-1'])('because no sale has the id %s says so', async (venteId) => {
    expect(await annuler(montage, { venteId })).toMatchObject({ __typename: 'VenteIntrouvable' });
  });

  test('because a value is wrong names every wrong field', async () => {
    const { id } = await vendre([{ produitId: 5 }]);
    const lignes = [{ produitId: '5', quantite: 0 }];
    expect(await annuler(montage, { venteId: id, motif: ' ', lignes })).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'motif' }, { champ: 'lignes.0.quantite' }],
    });
  });
});

describe('a return that is sent again', () => {
  test('ten times at once is one return with one answer', async () => {
    const { id } = await vendre([{ produitId: 5, quantite: 3 }]);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    const entree = { annulationId: randomUUID(), venteId: id, lignes: un };

    const reponses = await Promise.all(Array.from({ length: 10 }, () => annuler(montage, entree)));

    expect(new Set(reponses.map(({ annulation }) => JSON.stringify(annulation))).size).toBe(1);
    expect(reponses.filter(({ rejoue }) => !rejoue)).toHaveLength(1);
    expect(montage.etat.disponible.get(5)).toBe(disponible + 1);
    expect((await lire(montage, id)).lignes[0]).toMatchObject({ quantiteRetournee: 1 });
  });

  test('with other content, or for another sale, is refused and changes nothing', async () => {
    const { id } = await vendre([{ produitId: 5, quantite: 3 }]);
    const autre = await vendre([{ produitId: 5, quantite: 3 }]);
    const annulationId = randomUUID();
    await annuler(montage, { annulationId, venteId: id, lignes: un });
    for (const reste of [
      { venteId: id },
      { venteId: autre.id, lignes: un },
      { venteId: id, lignes: un, motif: 'Autre raison' },
    ]) {
      expect(await annuler(montage, { annulationId, ...reste })).toMatchObject({
        __typename: 'CleReutilisee',
      });
    }
    expect((await lire(montage, id)).annulations).toHaveLength(1);
    expect((await lire(montage, autre.id)).statut).toBe('VALIDEE');
  });

  test('as ten different returns at once never gives back more than was sold', async () => {
    const { id, total } = await vendre([{ produitId: 5, quantite: 3 }]);
    const disponible = montage.etat.disponible.get(5) ?? 0;

    const reponses = await Promise.all(
      Array.from({ length: 10 }, () => annuler(montage, { venteId: id, lignes: un })),
    );

    const reussies = reponses.filter(({ __typename }) => __typename === 'AnnulationReussie');
    expect(reussies).toHaveLength(3);
    expect(reussies.reduce((somme, { annulation }) => somme + annulation.total, 0)).toBe(total);
    expect(montage.etat.disponible.get(5)).toBe(disponible + 3);
    expect(await lire(montage, id)).toMatchObject({
      statut: 'ANNULEE',
      lignes: [{ quantiteRetournee: 3 }],
    });
  });
});
