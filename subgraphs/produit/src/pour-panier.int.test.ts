import { afterAll, beforeAll, expect, test } from '@jest/globals';

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
