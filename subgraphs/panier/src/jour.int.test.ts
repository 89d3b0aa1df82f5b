import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { StatutsDates } from '@caisse/fiscalite';

import type { ProduitDuCatalogue } from './clients/produit-client.ts';
import { demarrer, type Reponse, type ServiceDeTest, toujours } from './test/service-de-test.ts';

/** Packs of fewer than six muffins: the TVQ no longer applies from 15 July 2026 on. */
const STATUTS_MUFFINS: StatutsDates = [
  { taxe: 'TPS', effetDu: '1991-01-01', statut: 'TAXABLE' },
  { taxe: 'TVQ', effetDu: '1992-07-01', statut: 'TAXABLE' },
  { taxe: 'TVQ', effetDu: '2026-07-15', statut: 'DETAXE' },
];
const MUFFINS: ProduitDuCatalogue = {
  ...{ id: '7', nom: 'Muffins', prix: 1000, actif: true },
  statuts: STATUTS_MUFFINS,
};
const EAU: ProduitDuCatalogue = {
  ...{ id: '5', nom: 'Eau', prix: 100, actif: true },
  statuts: toujours('TAXABLE'),
};

let s: ServiceDeTest;
let jour: string;

beforeAll(async () => {
  jour = '2026-07-14';
  s = await demarrer({ jour: () => jour });
});

beforeEach(() => {
  jour = '2026-07-14';
  s.voisins.produits = new Map([MUFFINS, EAU].map((produit) => [produit.id, produit]));
});

afterAll(() => s.stop());

/** A cart that was created at an instant, with these quantities by product id. */
async function panierDu(instant: string, quantites: Record<string, number>): Promise<string> {
  const id = await s.nouveauPanier(quantites);
  await s.database.query('UPDATE panier SET cree_le = $2 WHERE id = $1', [id, instant]);
  return id;
}

const lire = async (id: string): Promise<Reponse> =>
  (
    await s.query(
      'query ($id: ID!) { panier(id: $id) { jour totaux { sousTotal tps tvq total } } }',
      {
        id,
      },
    )
  )['panier'] as Reponse;
const ajouter = (panierId: string, produitId: string, ajoutId?: string) =>
  s.muter('ajouterAuPanier', { panierId, produitId, quantite: 1, ajoutId });

async function sansEffet(travail: () => Promise<Reponse>): Promise<Reponse> {
  const avant = await s.contenu();
  const reponse = await travail();
  expect(await s.contenu()).toEqual(avant);
  return reponse;
}

describe('the day of the sale', () => {
  test.each([
    ['2026-07-14', 'TAXABLE'],
    ['2026-07-15', 'DETAXE'],
  ])('of %s decides that muffins are %s for the TVQ', async (jourVente, statutTvq) => {
    // A sale claimed the day before a cart was made does not happen; one of the same day or of an earlier cart does.
    const id = await panierDu(`${jourVente}T12:00:00-04:00`, { 7: 4 });
    expect(await s.figer(id, randomUUID(), jourVente)).toMatchObject({
      __typename: 'PanierFige',
      lignes: [{ produitId: '7', statutTps: 'TAXABLE', statutTvq }],
    });
  });

  test('decides ever after, whenever the freeze comes and is repeated', async () => {
    const id = await panierDu('2026-07-14T23:58:00-04:00', { 7: 4 });
    const vente = randomUUID();
    // Claimed at 23:59, frozen after midnight by who took the sale over.
    jour = '2026-07-15';
    const gel = await s.figer(id, vente, '2026-07-14');
    expect(gel).toMatchObject({ lignes: [{ statutTvq: 'TAXABLE' }] });
    expect(await s.figer(id, vente, '2026-07-14')).toEqual(gel);
    expect(await lire(id)).toMatchObject({ totaux: { tps: 200, tvq: 399 } });
  });

  test('is today for the totals of an open cart', async () => {
    const id = await panierDu('2026-07-14T20:00:00-04:00', { 7: 4 });
    expect(await lire(id)).toMatchObject({ jour: '2026-07-14', totaux: { tps: 200, tvq: 399 } });
    jour = '2026-07-15';
    expect(await lire(id)).toMatchObject({ jour: '2026-07-14', totaux: { tps: 200, tvq: 0 } });
  });
});

// Each pair: an instant and the business day of it, in the stores' time zone.
describe.each([
  ['an ordinary midnight', '2026-07-15T03:59:59.999Z', '2026-07-14', '2026-07-15'],
  ['the day that lacks an hour', '2026-03-09T03:59:59.999Z', '2026-03-08', '2026-03-09'],
  ['the eve of the day that lacks an hour', '2026-03-08T04:59:59.999Z', '2026-03-07', '2026-03-08'],
  ['the day that has an hour twice', '2026-11-02T04:59:59.999Z', '2026-11-01', '2026-11-02'],
  [
    'the eve of the day that has an hour twice',
    '2026-11-01T03:59:59.999Z',
    '2026-10-31',
    '2026-11-01',
  ],
])('a cart made in the last millisecond of %s', (_quoi, instant, veille, lendemain) => {
  const apres = new Date(Date.parse(instant) + 1).toISOString();

  test('is sold on its day, and expired on the next', async () => {
    const id = await panierDu(instant, { 5: 1 });
    expect(await s.figer(id, randomUUID(), lendemain)).toMatchObject({
      __typename: 'PanierExpire',
      code: 'PANIER_EXPIRE',
    });
    expect(await s.figer(id, randomUUID(), veille)).toMatchObject({ __typename: 'PanierFige' });
  });

  test('is changed on its day, and no more on the next', async () => {
    const id = await panierDu(instant, { 5: 1 });
    jour = veille;
    expect(await ajouter(id, '5')).toMatchObject({ __typename: 'Panier' });
    jour = lendemain;
    for (const refus of [
      await sansEffet(() => ajouter(id, '5')),
      await sansEffet(() =>
        s.muter('modifierLignePanier', { panierId: id, produitId: '5', quantite: 0 }),
      ),
      await sansEffet(() => s.muter('viderPanier', { panierId: id })),
    ]) {
      expect(refus).toMatchObject({ __typename: 'PanierExpire', code: 'PANIER_EXPIRE' });
    }
  });

  test('differs from one made a millisecond later', async () => {
    const id = await panierDu(apres, { 5: 1 });
    expect(await s.figer(id, randomUUID(), lendemain)).toMatchObject({ __typename: 'PanierFige' });
  });
});

test('an addition acknowledged before midnight and sent again after it is still acknowledged', async () => {
  const id = await panierDu('2026-07-14T23:59:00-04:00', {});
  const ajoutId = randomUUID();
  const premiere = await ajouter(id, '5', ajoutId);
  jour = '2026-07-15';
  expect(await sansEffet(() => ajouter(id, '5', ajoutId))).toMatchObject({
    __typename: 'Panier',
    lignes: premiere.lignes as [],
  });
});

test('without a day that is told, a cart of yesterday is expired by the clock of the database', async () => {
  const libre = await demarrer();
  libre.voisins.produits.set('5', EAU);
  const id = await libre.nouveauPanier({ 5: 1 });
  await libre.database.query(`UPDATE panier SET cree_le = now() - interval '25 hours'`);
  expect(await libre.muter('viderPanier', { panierId: id })).toMatchObject({
    __typename: 'PanierExpire',
  });
  await libre.stop();
});

describe('a second unit', () => {
  test('after a status change is refused like one after a price change, and says how to go on', async () => {
    const id = await panierDu('2026-07-14T12:00:00-04:00', { 5: 1 });
    s.voisins.produits.set('5', {
      ...EAU,
      statuts: [...EAU.statuts, { taxe: 'TVQ', effetDu: '2026-07-14', statut: 'DETAXE' }],
    });
    const refus = await sansEffet(() => ajouter(id, '5'));
    expect(refus).toMatchObject({ __typename: 'StatutModifie', code: 'STATUT_MODIFIE' });
    expect(refus.message).toContain('Retirez la ligne');
    await s.muter('modifierLignePanier', { panierId: id, produitId: '5', quantite: 0 });
    expect(await ajouter(id, '5')).toMatchObject({ totaux: { tps: 5, tvq: 0 } });
  });

  test('is refused too when a change to come was decided meanwhile', async () => {
    const id = await panierDu('2026-07-14T12:00:00-04:00', { 5: 1 });
    s.voisins.produits.set('5', {
      ...EAU,
      statuts: [...EAU.statuts, { taxe: 'TPS', effetDu: '2026-08-01', statut: 'DETAXE' }],
    });
    expect(await sansEffet(() => ajouter(id, '5'))).toMatchObject({ code: 'STATUT_MODIFIE' });
  });

  test('is added whatever changed in the history of the statuses', async () => {
    const id = await panierDu('2026-07-14T12:00:00-04:00', { 5: 1 });
    s.voisins.produits.set('5', {
      ...EAU,
      statuts: [...EAU.statuts, { taxe: 'TVQ', effetDu: '2013-01-01', statut: 'TAXABLE' }],
    });
    expect(await ajouter(id, '5')).toMatchObject({ lignes: [{ quantite: 2 }] });
  });
});

test('a line of before, with one status a tax, is charged and added to as one that never changes', async () => {
  const id = await panierDu('2026-07-14T12:00:00-04:00', {});
  await s.database.query(
    `INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statut_tps, statut_tvq)
     VALUES ($1, 5, 1, 'Eau', 1, 100, 'TAXABLE', 'TAXABLE')`,
    [id],
  );
  expect(await lire(id)).toMatchObject({ totaux: { tps: 5, tvq: 10 } });
  expect(await ajouter(id, '5')).toMatchObject({ lignes: [{ quantite: 2 }] });
  expect(await s.figer(id, randomUUID(), '2026-07-14')).toMatchObject({
    lignes: [{ statutTps: 'TAXABLE', statutTvq: 'TAXABLE' }],
  });
});

describe('a replica of before', () => {
  test('adds to a line and reads it, on the new database', async () => {
    const id = await s.nouveauPanier();
    const appel = `SELECT ajouter_ligne($1::uuid, 5::int, 1::int, 'Eau', 100::int, 'TAXABLE', 'DETAXE', NULL::uuid, 2::int) AS issue`;
    for (const quantite of [1, 2]) {
      expect(await s.database.query(appel, [id])).toMatchObject([
        { issue: { verdict: 'FAIT', panier: { lignes: [{ quantite, statutTvq: 'DETAXE' }] } } },
      ]);
    }
    expect(
      await s.database.query('SELECT figer_panier($1::uuid, $2::uuid, 2::int) AS issue', [
        id,
        randomUUID(),
      ]),
    ).toMatchObject([
      { issue: { verdict: 'FAIT', panier: { lignes: [{ statutTps: 'TAXABLE' }] } } },
    ]);
  });
});
