import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createLogger, localNudges, memoryStore, type Subgraph } from '@caisse/subgraph-kit';
import {
  countSqlStatements,
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { createService } from './service.ts';

let database: TestDatabase;
let produit: Subgraph;
const cache = memoryStore();

beforeAll(async () => {
  database = await createTestDatabase('produit');
  await database.query(`
    INSERT INTO produit (id, nom, prix, actif) VALUES (1, 'Muffins', 599, true), (2, 'Eau', 100, false);
    INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
    VALUES (1, 'TPS', '1991-01-01', 'TAXABLE'), (1, 'TVQ', '1991-01-01', 'DETAXE'),
           (1, 'TVQ', '1992-07-01', 'TAXABLE'), (1, 'TVQ', '2026-07-15', 'DETAXE')`);
  produit = createService({
    databaseUrl: database.url,
    transport: { send: () => Promise.reject(new Error('produit calls nobody')) },
    credentials: testCredentials('produit'),
    nudges: localNudges(),
    logger: createLogger('produit', 'silent'),
    cache,
  });
});

afterAll(async () => {
  await produit.stop();
  await database.drop();
});

const demander = async (ids: string[], jour: string) =>
  produit.execute(
    {
      query: `query ($ids: [ID!]!, $jour: Date!) { produitsPourPanier(ids: $ids, jour: $jour) {
        id nom prix actif statuts { taxe effetDu statut } } }`,
      variables: { ids, jour },
    },
    await headersOf('produit', { service: 'panier' }),
  );

const TPS = { taxe: 'TPS', effetDu: '1991-01-01', statut: 'TAXABLE' };
const TVQ = { taxe: 'TVQ', effetDu: '1992-07-01', statut: 'TAXABLE' };
const SANS_TVQ = { taxe: 'TVQ', effetDu: '2026-07-15', statut: 'DETAXE' };

test.each([
  ['2026-07-14', [TPS, TVQ, SANS_TVQ]],
  ['2026-07-15', [TPS, SANS_TVQ]],
  ['1990-12-31', [TPS, { ...TVQ, effetDu: '1991-01-01', statut: 'DETAXE' }, TVQ, SANS_TVQ]],
])('from %s on, the statuses are those in force and those to come', async (jour, statuts) => {
  const { data } = await demander(['1'], jour);
  expect(data).toEqual({
    produitsPourPanier: [{ id: '1', nom: 'Muffins', prix: 599, actif: true, statuts }],
  });
});

describe('a tax status', () => {
  const AUJOURDHUI = `(now() AT TIME ZONE 'America/Toronto')::date`;
  const ajouter = (effetDu: string, avant = '') =>
    database.query(`${avant} INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
      VALUES (3, 'TPS', ${effetDu}, 'DETAXE')`);
  const statuts = async () =>
    database.query(
      `SELECT effet_du - ${AUJOURDHUI} AS dans, statut FROM statut_fiscal WHERE produit_id = 3 ORDER BY effet_du`,
    );
  const EN_VIGUEUR = { dans: -1, statut: 'TAXABLE' };

  beforeAll(async () => {
    await database.query(`INSERT INTO produit (id, nom, prix) VALUES (3, 'Thé', 450);
      INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
      VALUES (3, 'TPS', ${AUJOURDHUI} - 1, 'TAXABLE')`);
  });

  test.each([
    ['of today', AUJOURDHUI],
    ['of the past', `${AUJOURDHUI} - 2`],
  ])('%s is refused to a product that has one: carts could not hear of it', async (_cas, jour) => {
    await expect(ajouter(jour)).rejects.toThrow(
      'a tax status of product 3 must be entered ahead of its day',
    );
    expect(await statuts()).toEqual([EN_VIGUEUR]);
  });

  test('that is in force is not changed in place either', async () => {
    await expect(
      database.query(`UPDATE statut_fiscal SET statut = 'DETAXE' WHERE produit_id = 3`),
    ).rejects.toThrow('ahead of its day');
    expect(await statuts()).toEqual([EN_VIGUEUR]);
  });

  test('of tomorrow is told to carts today, and may still be changed', async () => {
    await ajouter(`${AUJOURDHUI} + 1`);
    await database.query(
      `UPDATE statut_fiscal SET statut = 'HORS_CHAMP' WHERE produit_id = 3 AND effet_du > ${AUJOURDHUI}`,
    );
    const jour = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format();
    const { data } = await demander(['3'], jour);
    expect(data).toMatchObject({
      produitsPourPanier: [{ statuts: [{ statut: 'TAXABLE' }, { statut: 'HORS_CHAMP' }] }],
    });
  });

  test('of today is taken from who says that it corrects a mistake', async () => {
    await ajouter(AUJOURDHUI, `SET LOCAL caisse.correction_statut = 'oui';`);
    expect(await statuts()).toContainEqual({ dans: 0, statut: 'DETAXE' });
    await expect(ajouter(`${AUJOURDHUI} - 2`)).rejects.toThrow('ahead of its day');
  });
});

test('many products are read in one statement; those that do not exist are absent', async () => {
  const avant = await countSqlStatements(produit);
  const { data } = await demander(['1', '2', '2', '99', 'abc', '99999999999'], '2026-07-14');
  expect(data).toMatchObject({
    produitsPourPanier: [{ id: '1' }, { id: '2', actif: false, statuts: [] }],
  });
  expect((await countSqlStatements(produit)) - avant).toBe(1);
});

test('more ids than a cart has lines are refused', async () => {
  const { errors } = await demander(Array<string>(501).fill('1'), '2026-07-14');
  expect(errors).toMatchObject([{ extensions: { code: 'REQUETE_INVALIDE' } }]);
});

test('whoever can write to the cache changes what is shown, and not what a cart is filled with', async () => {
  const lire = async () => {
    const { data } = await produit.execute(
      { query: '{ produit(id: "1") { prix } }' },
      await headersOf('produit', { role: 'CAISSIER', magasinId: 1 }),
    );
    return data;
  };
  expect(await lire()).toEqual({ produit: { prix: 599 } });
  const empoisonne = { nom: 'Muffins', description: '', prix: 1, codeBarres: null };
  const payload = JSON.stringify({ ...empoisonne, categorie: null, actif: true });
  await cache.publier([{ key: 'prd:1', version: 2, payload }]);
  expect(await lire()).toEqual({ produit: { prix: 1 } });
  expect((await demander(['1'], '2026-07-14')).data).toMatchObject({
    produitsPourPanier: [{ prix: 599 }],
  });
});
