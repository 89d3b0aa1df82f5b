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
/** Two replicas that share the cache. */
let un: Subgraph;
let deux: Subgraph;

beforeAll(async () => {
  database = await createTestDatabase('produit');
  await database.query(`
    INSERT INTO categorie (id, nom) VALUES (1, 'Laiterie');
    INSERT INTO produit (id, nom, description, prix, code_barres, categorie_id)
    VALUES (1, 'Crème glacée', '', 799, '0620000000110', 1), (2, 'Eau', '', 100, NULL, NULL)`);
  const cache = memoryStore();
  const creer = () =>
    createService({
      databaseUrl: database.url,
      transport: { send: () => Promise.reject(new Error('produit calls nobody')) },
      credentials: testCredentials('produit'),
      nudges: localNudges(),
      logger: createLogger('produit', 'silent'),
      cache,
    });
  un = creer();
  deux = creer();
});

afterAll(async () => {
  await un.stop();
  await deux.stop();
  await database.drop();
});

async function demander(replique: Subgraph, query: string, variables = {}): Promise<never> {
  const headers = await headersOf('produit', { role: 'ADMIN' });
  const { data, errors } = await replique.execute({ query, variables }, headers);
  expect(errors).toBeUndefined();
  return data as never;
}

const lire = async (replique: Subgraph, ...ids: string[]): Promise<unknown[]> => {
  const cles = ids.map((id) => ({ __typename: 'Produit', id }));
  const { _entities } = await demander(
    replique,
    `query ($cles: [_Any!]!) { _entities(representations: $cles) {
       ... on Produit { id nom prix version actif codeBarres categorie { id nom } } } }`,
    { cles },
  );
  return _entities;
};

const modifier = (replique: Subgraph, input: object): Promise<{ r: { __typename: string } }> =>
  demander(
    replique,
    `mutation ($input: ModifierProduitInput!) { r: modifierProduit(input: $input) { __typename } }`,
    { input },
  );

const CREME = {
  ...{ id: '1', nom: 'Crème glacée', prix: 799, version: 1, actif: true },
  codeBarres: '0620000000110',
  categorie: { id: '1', nom: 'Laiterie' },
};

test('a product that one replica has read costs another no statement, and reads the same', async () => {
  expect((await lire(un, '1', '2', '9'))[0]).toEqual(CREME);
  const avant = await countSqlStatements(deux);
  expect(await lire(deux, '1', '9')).toEqual([CREME, null]);
  expect(await countSqlStatements(deux)).toBe(avant);
});

test('a new price is read everywhere as soon as it is acknowledged', async () => {
  await lire(deux, '2');
  const input = { id: '2', nom: 'Eau', prix: 125, description: '', version: 1 };
  expect((await modifier(un, input)).r.__typename).toBe('Produit');
  expect(await lire(deux, '2')).toMatchObject([{ prix: 125, version: 2 }]);
});

test('whoever is refused for a conflict leaves the cache with what they were shown', async () => {
  await lire(deux, '1');
  // A replica that died between its commit and its publication.
  await database.query('UPDATE produit SET prix = 899, version = version + 1 WHERE id = 1');
  const input = { id: '1', nom: 'Crème', prix: 1, description: '', version: 1 };
  expect((await modifier(un, input)).r.__typename).toBe('ConflitVersion');
  expect(await lire(deux, '1')).toMatchObject([{ prix: 899, version: 2 }]);
});
