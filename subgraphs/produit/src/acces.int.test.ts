import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  createLogger,
  type GraphQLAnswer,
  type Headers,
  localNudges,
  type Subgraph,
} from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  headersOf,
  headersOfPersonByService,
  headersOfStranger,
  STRANGERS,
  type TestCaller,
  testCredentials,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { createService } from './service.ts';

const ADMIN: TestCaller = { role: 'ADMIN' };

let database: TestDatabase;
let produit: Subgraph;

beforeAll(async () => {
  database = await createTestDatabase('produit');
  await database.query(`INSERT INTO produit (id, nom, prix) VALUES (1, 'Pommes', 150)`);
  produit = createService({
    databaseUrl: database.url,
    transport: { send: () => Promise.reject(new Error('produit calls nobody')) },
    credentials: testCredentials('produit'),
    nudges: localNudges(),
    logger: createLogger('produit', 'silent'),
  });
});

afterAll(async () => {
  await produit.stop();
  await database.drop();
});

const entite = (type: string, id: string, champ: string) =>
  `{ _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${champ} } } }`;

const MODIFIER = `mutation {
  modifierProduit(input: { id: "1", version: 1, nom: "Poires", prix: 1, description: "" }) { __typename }
}`;
/** Everything that produit can be asked for. */
const DEMANDES: Record<string, string> = {
  produits: '{ produits { nodes { nom } } }',
  produit: '{ produit(id: "1") { nom } }',
  modifierProduit: MODIFIER,
  'the entity Produit': entite('Produit', '1', 'nom'),
  'the entity Audit': entite('Audit', 'chaine', 'catalogue { totalCount }'),
};

const envoyer = (query: string, headers: Headers): Promise<GraphQLAnswer> =>
  produit.execute({ query }, headers);

async function demander(query: string, caller: TestCaller): Promise<GraphQLAnswer> {
  return envoyer(query, await headersOf('produit', caller));
}

const codes = ({ errors = [] }: GraphQLAnswer) => errors.map((e) => e.extensions?.['code']);

/** The product is as it was, and the log tells of nothing. */
async function rienNaChange(): Promise<void> {
  const lus = await database.query(
    'SELECT nom, prix, version, (SELECT count(*)::int FROM audit) AS entrees FROM produit',
  );
  expect(lus).toEqual([{ nom: 'Pommes', prix: 150, version: 1, entrees: 0 }]);
}

describe.each(Object.entries(DEMANDES))('%s', (_nom, query) => {
  test.each(STRANGERS)('is refused to whoever shows %s, and changes nothing', async (stranger) => {
    const answer = await envoyer(query, await headersOfStranger('produit', stranger, ADMIN));
    expect(answer.data ?? null).toBeNull();
    expect(codes(answer)).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });

  test('is refused to a service that says to speak for an administrator', async () => {
    const answer = await envoyer(query, await headersOfPersonByService('produit', 'vente', ADMIN));
    expect(codes(answer)).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });

  test('is refused to whoever has not signed in', async () => {
    expect(codes(await demander(query, 'anonymous'))).toEqual(['NON_AUTHENTIFIE']);
    await rienNaChange();
  });
});

const AUTRES: [string, TestCaller][] = [
  ['a cashier', { role: 'CAISSIER', magasinId: 1 }],
  ['a manager', { role: 'GERANT', magasinId: 1 }],
  ['logistics', { role: 'LOGISTIQUE' }],
  ['a service', { service: 'vente' }],
];

describe.each(AUTRES)('%s', (_nom, caller) => {
  test('reads the catalogue', async () => {
    for (const nom of ['produits', 'produit', 'the entity Produit']) {
      expect(codes(await demander(DEMANDES[nom] ?? '', caller))).toEqual([]);
    }
  });

  test('may not change a product, and changes nothing', async () => {
    expect(codes(await demander(MODIFIER, caller))).toEqual(['INTERDIT']);
    await rienNaChange();
  });

  test('may not read the audit log', async () => {
    expect(codes(await demander(DEMANDES['the entity Audit'] ?? '', caller))).toEqual(['INTERDIT']);
  });
});

test('an administrator may do all of it', async () => {
  for (const query of Object.values(DEMANDES)) {
    expect(codes(await demander(query, ADMIN))).toEqual([]);
  }
});
