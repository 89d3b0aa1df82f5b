import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import type { ProduitDuCatalogue } from './clients/produit-client.ts';
import {
  demarrer,
  type Reponse,
  type ServiceDeTest,
  SESSION,
  toujours,
} from './test/service-de-test.ts';

const produit = (id: string, nom: string, prix: number): ProduitDuCatalogue => ({
  ...{ id, nom, prix, actif: true },
  statuts: toujours('TAXABLE'),
});
const MUFFINS: ProduitDuCatalogue = {
  ...produit('7', 'Muffins', 1000),
  statuts: [...toujours('TAXABLE'), { taxe: 'TVQ', effetDu: '2026-07-15', statut: 'DETAXE' }],
};

interface Renouvele extends Reponse {
  changements?: Record<string, unknown>[];
}

let s: ServiceDeTest;
let jour: string;

beforeAll(async () => {
  s = await demarrer({ jour: () => jour });
});

beforeEach(() => {
  jour = '2026-07-14';
  s.voisins.produits = new Map(
    [produit('1', 'Pommes', 150), produit('5', 'Eau', 100), produit('6', 'Sel', 300), MUFFINS].map(
      (p) => [p.id, p],
    ),
  );
  s.voisins.sessions.set(SESSION, { caisseId: '3', magasinId: '2', fermeeLe: null });
});

afterAll(() => s.stop());

const renouveler = (panierId: string, nouveauPanierId: string, sessionCaisseId?: string) =>
  s.muter('renouvelerPanier', { panierId, nouveauPanierId, sessionCaisseId }) as Promise<Renouvele>;

/** A cart of 14 July, seen on the 15th. */
async function panierDeLaVeille(quantites: Record<string, number>): Promise<string> {
  jour = '2026-07-14';
  const id = await s.nouveauPanier(quantites);
  await s.database.query(`UPDATE panier SET cree_le = '2026-07-14T22:00:00-04:00' WHERE id = $1`, [
    id,
  ]);
  jour = '2026-07-15';
  return id;
}

async function sansEffet(travail: () => Promise<Reponse>): Promise<Reponse> {
  const avant = await s.contenu();
  const reponse = await travail();
  expect(await s.contenu()).toEqual(avant);
  return reponse;
}

test('a new cart has the lines at today’s prices and taxes, and says what changed', async () => {
  const ancien = await panierDeLaVeille({ 1: 2, 5: 1, 6: 1, 7: 4 });
  s.voisins.produits.set('1', produit('1', 'Pommes', 175));
  s.voisins.produits.set('6', { ...produit('6', 'Sel', 300), actif: false });
  const nouveau = randomUUID();
  const reponse = await renouveler(ancien, nouveau);
  expect(reponse).toMatchObject({
    __typename: 'PanierRenouvele',
    panier: {
      id: nouveau,
      statut: 'OUVERT',
      lignes: [
        { produit: { id: '1' }, quantite: 2, prixUnitaire: 175 },
        { produit: { id: '5' }, quantite: 1, prixUnitaire: 100 },
        { produit: { id: '7' }, quantite: 4, prixUnitaire: 1000 },
      ],
      totaux: { sousTotal: 4450, tps: 223, tvq: 45 },
    },
    changements: [
      {
        produit: { id: '1' },
        nomProduit: 'Pommes',
        quantite: 2,
        ancienPrix: 150,
        nouveauPrix: 175,
        statutModifie: false,
        retire: false,
      },
      {
        produit: { id: '6' },
        ancienPrix: 300,
        nouveauPrix: null,
        statutModifie: false,
        retire: true,
      },
      {
        produit: { id: '7' },
        ancienPrix: 1000,
        nouveauPrix: 1000,
        statutModifie: true,
        retire: false,
      },
    ],
  });
  // Repeated, whatever happened since, and under another id, it tells the same.
  s.voisins.produits.set('1', produit('1', 'Pommes', 999));
  expect(await renouveler(ancien, nouveau)).toEqual(reponse);
  expect(await renouveler(ancien, randomUUID())).toEqual(reponse);
});

test('twice at once makes one cart', async () => {
  const ancien = await panierDeLaVeille({ 5: 1 });
  const [un, deux] = await Promise.all([
    renouveler(ancien, randomUUID()),
    renouveler(ancien, randomUUID()),
  ]);
  expect(un.__typename).toBe('PanierRenouvele');
  expect(deux).toEqual(un);
});

test('the old cart is neither changed nor sold any more, even on its own day', async () => {
  const ancien = await s.nouveauPanier({ 5: 1 });
  await renouveler(ancien, randomUUID());
  const expire = { __typename: 'PanierExpire' };
  expect(await sansEffet(() => s.muter('viderPanier', { panierId: ancien }))).toMatchObject(expire);
  expect(await sansEffet(() => s.figer(ancien, randomUUID(), jour))).toMatchObject(expire);
});

test('the new cart is filled and sold like any other', async () => {
  const nouveau = randomUUID();
  await renouveler(await panierDeLaVeille({ 5: 1 }), nouveau);
  expect(
    await s.muter('ajouterAuPanier', { panierId: nouveau, produitId: '5', quantite: 1 }),
  ).toMatchObject({ lignes: [{ quantite: 2 }] });
  expect(await s.figer(nouveau, randomUUID(), jour)).toMatchObject({
    __typename: 'PanierFige',
    lignes: [{ quantite: 2 }],
  });
});

test('a cart that a sale holds is not made again', async () => {
  const ancien = await s.nouveauPanier({ 5: 1 });
  await s.figer(ancien, randomUUID(), jour);
  expect(await sansEffet(() => renouveler(ancien, randomUUID()))).toMatchObject({
    __typename: 'PanierNonModifiable',
  });
});

test('the id of another cart is refused', async () => {
  const ancien = await panierDeLaVeille({ 5: 1 });
  const autre = await s.nouveauPanier({ 5: 1 });
  expect(await sansEffet(() => renouveler(ancien, autre))).toMatchObject({
    __typename: 'CleReutilisee',
  });
});

test('an open session is needed: the one of the old cart, or the one that is named', async () => {
  const ancien = await panierDeLaVeille({ 5: 1 });
  s.voisins.sessions.set(SESSION, {
    caisseId: '3',
    magasinId: '2',
    fermeeLe: '2026-07-14T23:00:00Z',
  });
  expect(await sansEffet(() => renouveler(ancien, randomUUID()))).toMatchObject({
    __typename: 'SessionFermee',
  });
  const ouverte = randomUUID();
  s.voisins.sessions.set(ouverte, { caisseId: '4', magasinId: '2', fermeeLe: null });
  expect(await renouveler(ancien, randomUUID(), ouverte)).toMatchObject({
    panier: { sessionCaisse: { id: ouverte } },
  });
});

test.each(['abc', randomUUID()])('the cart %s is not found', async (id) => {
  expect(await renouveler(id, randomUUID())).toMatchObject({ __typename: 'PanierIntrouvable' });
});

test('a cart whose lines change between reading and writing is read again', async () => {
  const ancien = await panierDeLaVeille({ 5: 1 });
  const [{ issue } = { issue: null }] = await s.database.query<{ issue: unknown }>(
    `SELECT renouveler_panier($1, $2, $3, 3, 2, '[]', '[]', '[]', 'x') AS issue`,
    [ancien, randomUUID(), SESSION],
  );
  expect(issue).toEqual({ verdict: 'RELIRE' });
});

test('a cart takes 500 products, and a line of it can still grow', async () => {
  const id = await s.nouveauPanier({ 5: 1 });
  await s.database.query(
    `INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statuts)
     SELECT $1, n + 100, n, 'P', 1, 1, '[]' FROM generate_series(1, 499) AS n`,
    [id],
  );
  const ajouter = (produitId: string) =>
    s.muter('ajouterAuPanier', { panierId: id, produitId, quantite: 1 });
  expect(await sansEffet(() => ajouter('1'))).toMatchObject({
    __typename: 'SaisieInvalide',
    champs: [{ champ: 'produitId' }],
  });
  expect(await ajouter('5')).toMatchObject({ __typename: 'Panier' });
});
