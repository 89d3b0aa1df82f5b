import { countSqlStatements, headersOf } from '@caisse/subgraph-kit/test';
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { ProduitDuCatalogue } from './clients/produit-client.ts';
import {
  CAISSIERE,
  demarrer,
  type Reponse,
  type ServiceDeTest,
  SESSION,
  toujours,
} from './test/service-de-test.ts';

const FERMEE = '019a0000-0000-7000-8000-00000000000b';
const AUTRE = '019a0000-0000-7000-8000-00000000000c';
const POMMES: ProduitDuCatalogue = {
  id: '1',
  nom: 'Pommes',
  prix: 150,
  actif: true,
  statuts: toujours('DETAXE'),
};
const EAU: ProduitDuCatalogue = {
  id: '5',
  nom: 'Eau',
  prix: 100,
  actif: true,
  statuts: toujours('TAXABLE'),
};

let s: ServiceDeTest;

beforeAll(async () => {
  s = await demarrer();
});

beforeEach(() => {
  s.voisins.produits = new Map([POMMES, EAU].map((produit) => [produit.id, produit]));
  s.voisins.sessions = new Map([
    [SESSION, { caisseId: '3', magasinId: '2', fermeeLe: null }],
    [AUTRE, { caisseId: '4', magasinId: '2', fermeeLe: null }],
    [FERMEE, { caisseId: '3', magasinId: '2', fermeeLe: '2026-11-22T14:00:00.000Z' }],
  ]);
  s.voisins.enPanne.clear();
});

afterAll(() => s.stop());

const ajouter = (panierId: string, produitId: string, quantite: number, prixAffiche?: number) =>
  s.muter('ajouterAuPanier', { panierId, produitId, quantite, prixAffiche });
const modifier = (panierId: string, produitId: string, quantite: number) =>
  s.muter('modifierLignePanier', { panierId, produitId, quantite });
const quantites = ({ lignes = [] }: Reponse) =>
  lignes.map(({ produit, quantite }) => [produit.id, quantite]);

/** Runs what must fail, and checks that it changed nothing. */
async function sansEffet(travail: () => Promise<Reponse>): Promise<Reponse> {
  const avant = await s.contenu();
  const reponse = await travail();
  expect(await s.contenu()).toEqual(avant);
  return reponse;
}

describe('creating a cart', () => {
  test('gives an empty cart of the session, with the till and the store of the session', async () => {
    const id = randomUUID();
    expect(await s.muter('creerPanier', { id, sessionCaisseId: SESSION })).toEqual({
      __typename: 'Panier',
      id,
      statut: 'OUVERT',
      sessionCaisse: { id: SESSION },
      lignes: [],
      totaux: { sousTotal: 0, tps: 0, tvq: 0, total: 0 },
    });
    expect(
      await s.database.query('SELECT caisse_id, magasin_id FROM panier WHERE id = $1', [id]),
    ).toEqual([{ caisse_id: 3, magasin_id: 2 }]);
  });

  test('repeated, gives the same cart with what it holds, even once the session is closed', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const rejouer = () => s.muter('creerPanier', { id, sessionCaisseId: SESSION });
    const premiere = await rejouer();
    expect(quantites(premiere)).toEqual([['1', 2]]);
    s.voisins.sessions.set(SESSION, {
      caisseId: '3',
      magasinId: '2',
      fermeeLe: '2026-11-22T20:00:00Z',
    });
    expect(await rejouer()).toEqual(premiere);
  });

  test('refuses the id of a cart of another session', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    expect(
      await sansEffet(() => s.muter('creerPanier', { id, sessionCaisseId: AUTRE })),
    ).toMatchObject({ __typename: 'CleReutilisee', code: 'CLE_REUTILISEE' });
  });

  test.each([
    ['closed', FERMEE],
    ['unknown', randomUUID()],
    ['malformed', 'abc'],
  ])('refuses a %s session', async (_quoi, sessionCaisseId) => {
    expect(
      await sansEffet(() => s.muter('creerPanier', { id: randomUUID(), sessionCaisseId })),
    ).toMatchObject({ __typename: 'SessionFermee', code: 'SESSION_FERMEE' });
  });

  test('says that it cannot while caisse does not answer', async () => {
    s.voisins.enPanne.add('caisse');
    const { data, errors } = await s.panier.execute(
      {
        query: `mutation ($input: CreerPanierInput!) { creerPanier(input: $input) { __typename } }`,
        variables: { input: { id: randomUUID(), sessionCaisseId: SESSION } },
      },
      await headersOf('panier', CAISSIERE),
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_INDISPONIBLE' } }]);
  });
});

describe('adding a product', () => {
  test('copies its name, price and tax statuses, and computes the totals', async () => {
    const id = await s.nouveauPanier();
    await ajouter(id, '1', 2);
    expect(await ajouter(id, '5', 1)).toMatchObject({
      lignes: [
        {
          produit: { id: '1' },
          nomProduit: 'Pommes',
          quantite: 2,
          prixUnitaire: 150,
          sousTotal: 300,
        },
        { produit: { id: '5' }, nomProduit: 'Eau', quantite: 1, prixUnitaire: 100, sousTotal: 100 },
      ],
      totaux: { sousTotal: 400, tps: 5, tvq: 10, total: 415 },
    });
  });

  test('adds to the line of the product, which keeps its place', async () => {
    const id = await s.nouveauPanier({ 5: 1, 1: 2 });
    // Object keys that are numbers come in their order: 1 was added first.
    expect(quantites(await ajouter(id, '1', 3))).toEqual([
      ['1', 5],
      ['5', 1],
    ]);
  });

  test('puts a product that was removed and added again at the end', async () => {
    const id = await s.nouveauPanier({ 1: 2, 5: 1 });
    await modifier(id, '1', 0);
    expect(quantites(await ajouter(id, '1', 1))).toEqual([
      ['5', 1],
      ['1', 1],
    ]);
  });

  test('adds once when the same addition is sent again, even twice at once', async () => {
    const id = await s.nouveauPanier();
    const ajout = { panierId: id, produitId: '1', quantite: 2, ajoutId: randomUUID() };
    const issues = await Promise.all([
      s.muter('ajouterAuPanier', ajout),
      s.muter('ajouterAuPanier', ajout),
    ]);
    issues.push(await s.muter('ajouterAuPanier', ajout));
    for (const issue of issues) expect(quantites(issue)).toEqual([['1', 2]]);
    expect(
      quantites(await s.muter('ajouterAuPanier', { ...ajout, ajoutId: randomUUID() })),
    ).toEqual([['1', 4]]);
  });

  test('refuses an addition’s id for anything else', async () => {
    const ajout = { produitId: '1', quantite: 2, ajoutId: randomUUID() };
    const id = await s.nouveauPanier();
    await s.muter('ajouterAuPanier', { ...ajout, panierId: id });
    const autre = await s.nouveauPanier();
    for (const different of [
      { ...ajout, panierId: id, quantite: 3 },
      { ...ajout, panierId: id, produitId: '5' },
      { ...ajout, panierId: autre },
    ]) {
      expect(await sansEffet(() => s.muter('ajouterAuPanier', different))).toMatchObject({
        code: 'CLE_REUTILISEE',
      });
    }
  });

  test('forgets the id of an addition that was refused', async () => {
    const id = await s.nouveauPanier({ 1: 9_998 });
    const ajout = { panierId: id, produitId: '1', quantite: 2, ajoutId: randomUUID() };
    expect(await s.muter('ajouterAuPanier', ajout)).toMatchObject({ code: 'SAISIE_INVALIDE' });
    await modifier(id, '1', 1);
    expect(quantites(await s.muter('ajouterAuPanier', ajout))).toEqual([['1', 3]]);
  });

  test('keeps the copy when the catalogue changes', async () => {
    const id = await s.nouveauPanier({ 5: 2 });
    s.voisins.produits.set('5', {
      ...EAU,
      nom: 'Eau pétillante',
      prix: 125,
      statuts: toujours('DETAXE', 'TAXABLE'),
    });
    expect(
      await s.query(
        'query ($id: ID!) { panier(id: $id) { lignes { nomProduit prixUnitaire } totaux { tps total } } }',
        { id },
      ),
    ).toEqual({
      panier: {
        lignes: [{ nomProduit: 'Eau', prixUnitaire: 100 }],
        totaux: { tps: 10, total: 230 },
      },
    });
  });

  test('refuses to mix two prices in one line, and says how to go on', async () => {
    const id = await s.nouveauPanier({ 5: 2 });
    s.voisins.produits.set('5', { ...EAU, prix: 125 });
    const refus = await sansEffet(() => ajouter(id, '5', 1));
    expect(refus).toMatchObject({
      __typename: 'PrixModifie',
      code: 'PRIX_MODIFIE',
      ancienPrix: 100,
      nouveauPrix: 125,
    });
    expect(refus.message).toContain('Retirez la ligne');
    await modifier(id, '5', 0);
    expect(await ajouter(id, '5', 1)).toMatchObject({ lignes: [{ prixUnitaire: 125 }] });
  });

  test('refuses a price that is not the one shown at the till', async () => {
    const id = await s.nouveauPanier();
    expect(await sansEffet(() => ajouter(id, '5', 1, 90))).toMatchObject({
      __typename: 'PrixModifie',
      ancienPrix: 90,
      nouveauPrix: 100,
    });
    expect(await ajouter(id, '5', 1, 100)).toMatchObject({ __typename: 'Panier' });
  });

  test('sells a free product at the price shown of zero', async () => {
    s.voisins.produits.set('5', { ...EAU, prix: 0 });
    const id = await s.nouveauPanier();
    expect(await ajouter(id, '5', 1, 0)).toMatchObject({ totaux: { total: 0 } });
  });

  test.each([0, -1, 10_000])('refuses a quantity of %d', async (quantite) => {
    const id = await s.nouveauPanier({ 1: 1 });
    expect(await sansEffet(() => ajouter(id, '1', quantite))).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'quantite' }],
    });
  });

  test('refuses what would take the line past 9 999', async () => {
    const id = await s.nouveauPanier({ 1: 9_998 });
    expect(await sansEffet(() => ajouter(id, '1', 2))).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'quantite' }],
    });
    expect(quantites(await ajouter(id, '1', 1))).toEqual([['1', 9_999]]);
  });

  test.each(['99', 'abc', '0', '1.5'])('finds no product by the id %s', async (produitId) => {
    const id = await s.nouveauPanier();
    expect(await sansEffet(() => ajouter(id, produitId, 1))).toMatchObject({
      __typename: 'ProduitIntrouvable',
      code: 'PRODUIT_INTROUVABLE',
    });
  });

  test('does not sell a product taken off the catalogue', async () => {
    s.voisins.produits.set('5', { ...EAU, actif: false });
    const id = await s.nouveauPanier();
    expect(await sansEffet(() => ajouter(id, '5', 1))).toMatchObject({
      __typename: 'ProduitIntrouvable',
    });
  });

  test('by twenty people at once to one line counts every one', async () => {
    const id = await s.nouveauPanier();
    const reponses = await Promise.all(Array.from({ length: 20 }, () => ajouter(id, '1', 1)));
    expect(reponses.map((r) => r.lignes?.[0]?.quantite).sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, rang) => rang + 1),
    );
  });
});

describe('changing a line', () => {
  test('sets its quantity at the price of the adding', async () => {
    const id = await s.nouveauPanier({ 5: 2 });
    s.voisins.produits.set('5', { ...EAU, prix: 125 });
    expect(await modifier(id, '5', 3)).toMatchObject({
      lignes: [{ quantite: 3, prixUnitaire: 100, sousTotal: 300 }],
    });
  });

  test('to zero removes it', async () => {
    const id = await s.nouveauPanier({ 1: 1, 5: 2 });
    expect(quantites(await modifier(id, '5', 0))).toEqual([['1', 1]]);
  });

  test.each(['5', '99', 'abc'])('finds no line by the product id %s', async (produitId) => {
    const id = await s.nouveauPanier({ 1: 1 });
    for (const quantite of [0, 3]) {
      expect(await sansEffet(() => modifier(id, produitId, quantite))).toMatchObject({
        __typename: 'LigneIntrouvable',
        code: 'LIGNE_INTROUVABLE',
      });
    }
  });

  test.each([-1, 10_000])('refuses a quantity of %d', async (quantite) => {
    const id = await s.nouveauPanier({ 1: 1 });
    expect(await sansEffet(() => modifier(id, '1', quantite))).toMatchObject({
      __typename: 'SaisieInvalide',
    });
  });
});

test('emptying a cart removes every line, again and again', async () => {
  const id = await s.nouveauPanier({ 1: 1, 5: 2 });
  const vide = { __typename: 'Panier', statut: 'OUVERT', lignes: [], totaux: { total: 0 } };
  expect(await s.muter('viderPanier', { panierId: id })).toMatchObject(vide);
  expect(await s.muter('viderPanier', { panierId: id })).toMatchObject(vide);
});

describe.each([
  ['unknown', randomUUID()],
  ['malformed', 'abc'],
])('a cart whose id is %s', (_quoi, panierId) => {
  test.each([
    ['ajouterAuPanier', { produitId: '1', quantite: 1 }],
    ['modifierLignePanier', { produitId: '1', quantite: 1 }],
    ['viderPanier', {}],
  ])('is not found by %s', async (mutation, input) => {
    expect(await sansEffet(() => s.muter(mutation, { panierId, ...input }))).toMatchObject({
      __typename: 'PanierIntrouvable',
      code: 'PANIER_INTROUVABLE',
    });
  });

  test('is null when read', async () => {
    expect(await s.query('query ($id: ID!) { panier(id: $id) { id } }', { id: panierId })).toEqual({
      panier: null,
    });
  });
});

test('many carts and all their lines are read in one statement', async () => {
  const ids = [
    await s.nouveauPanier({ 1: 1 }),
    await s.nouveauPanier({ 1: 2, 5: 3 }),
    randomUUID(),
  ];
  const avant = await countSqlStatements(s.panier);
  expect(
    await s.query(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Panier { lignes { quantite } } } }`,
      { r: ids.map((id) => ({ __typename: 'Panier', id: id.toUpperCase() })) },
    ),
  ).toEqual({
    _entities: [
      { lignes: [{ quantite: 1 }] },
      { lignes: [{ quantite: 2 }, { quantite: 3 }] },
      null,
    ],
  });
  expect((await countSqlStatements(s.panier)) - avant).toBe(1);
});

test('each change costs one statement', async () => {
  const id = await s.nouveauPanier({ 1: 1 });
  const avant = await countSqlStatements(s.panier);
  await ajouter(id, '5', 1);
  await modifier(id, '5', 2);
  await s.figer(id, randomUUID());
  await s.muter('viderPanier', { panierId: id });
  expect((await countSqlStatements(s.panier)) - avant).toBe(4);
});
