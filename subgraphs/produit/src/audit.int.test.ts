import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createLogger, localNudges, type Subgraph } from '@caisse/subgraph-kit';
import {
  countSqlStatements,
  createSharedTestDatabase,
  headersOf,
  type SharedTestDatabase,
  type TestCaller,
  testCredentials,
} from '@caisse/subgraph-kit/test';

import { createService } from './service.ts';

const ADMIN: TestCaller = { role: 'ADMIN', id: '42', connexionId: 'connexion-42' };

let database: SharedTestDatabase;
/** On the rights that the application has in a deployment. */
let produit: Subgraph;

beforeAll(async () => {
  database = await createSharedTestDatabase('produit');
  produit = createService({
    databaseUrl: database.applicationUrl,
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

async function demander<Data>(query: string, variables: object, requete: string): Promise<Data> {
  const headers = { ...(await headersOf('produit', ADMIN)), 'x-request-id': requete };
  const { data, errors } = await produit.execute({ query, variables: { ...variables } }, headers);
  expect(errors).toBeUndefined();
  return data as Data;
}

/** Changes a product, and tells the type of the result. */
async function modifier(input: object, requete = 'requete-1'): Promise<string> {
  const { r } = await demander<{ r: { __typename: string } }>(
    `mutation ($input: ModifierProduitInput!) { r: modifierProduit(input: $input) { __typename } }`,
    { input: { version: 1, nom: 'Sirop', prix: 1_500, description: '', ...input } },
    requete,
  );
  return r.__typename;
}

async function creer(): Promise<string> {
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO produit (nom, prix, description) VALUES ('Sirop', 1500, '') RETURNING id`,
  );
  return String(row?.id);
}

const entrees = (id: string) =>
  database.query(
    `SELECT action, acteur, avant, apres FROM audit WHERE cible = $1 ORDER BY numero`,
    [`produit ${id}`],
  );

const SIROP = { nom: 'Sirop', prix: 1_500, description: '', version: 1 };

describe('an entry of the audit log', () => {
  test('tells who changed a price, from what to what', async () => {
    const id = await creer();
    expect(await modifier({ id, prix: 1_600 }, 'requete-du-prix')).toBe('Produit');
    expect(await entrees(id)).toEqual([
      {
        action: 'PRIX_MODIFIE',
        acteur: {
          employe: '42',
          role: 'ADMIN',
          connexion: 'connexion-42',
          requete: 'requete-du-prix',
        },
        avant: SIROP,
        apres: { ...SIROP, prix: 1_600, version: 2 },
      },
    ]);
  });

  test('tells of another change by another name', async () => {
    const id = await creer();
    await modifier({ id, nom: 'Sirop d’érable', description: 'Ambré' });
    expect(await entrees(id)).toMatchObject([
      {
        action: 'PRODUIT_MODIFIE',
        avant: SIROP,
        apres: { nom: 'Sirop d’érable', prix: 1_500, description: 'Ambré', version: 2 },
      },
    ]);
  });

  test('is written once, however many change the same product at once', async () => {
    const id = await creer();
    const types = await Promise.all(
      Array.from({ length: 8 }, (_, rang) => modifier({ id, prix: 1_501 + rang })),
    );
    expect(types.filter((type) => type === 'Produit')).toHaveLength(1);
    const [produitLu] = await database.query('SELECT prix FROM produit WHERE id = $1', [id]);
    expect(await entrees(id)).toMatchObject([{ apres: produitLu, avant: SIROP }]);
  });

  test.each([
    ['values that are refused', { prix: -1 }, 'SaisieInvalide'],
    ['a version that is no more', { version: 7 }, 'ConflitVersion'],
  ])('is not written for %s', async (_cas, input, type) => {
    const id = await creer();
    expect(await modifier({ id, ...input })).toBe(type);
    expect(await entrees(id)).toEqual([]);
  });

  test('is not written for a product that does not exist', async () => {
    expect(await modifier({ id: '999999' })).toBe('ProduitIntrouvable');
    expect(await entrees('999999')).toEqual([]);
  });

  test('costs no statement of its own', async () => {
    const id = await creer();
    const avant = await countSqlStatements(produit);
    await modifier({ id, prix: 1 });
    expect((await countSqlStatements(produit)) - avant).toBe(1);
  });

  test('follows the one before: different products that change at once make one chain', async () => {
    const produits = await database.query<{ id: number }>(
      `INSERT INTO produit (nom, prix) SELECT 'Sirop', 1500 FROM generate_series(1, 8) RETURNING id`,
    );
    await Promise.all(produits.map(({ id }) => modifier({ id: String(id), prix: 1 })));
    const ruptures = await database.query(`
      SELECT numero FROM (
        SELECT a.*, empreinte_audit(a) AS attendue, coalesce(lag(empreinte) OVER (ORDER BY numero), '') AS d_avant,
          row_number() OVER (ORDER BY numero) AS rang
        FROM audit a
      ) AS a WHERE numero <> rang OR empreinte <> attendue OR precedente <> d_avant`);
    expect(ruptures).toEqual([]);
  });
});

describe('the audit log of the catalogue', () => {
  const LIRE = /* GraphQL */ `
    query ($first: Int, $after: String, $id: ID = "chaine") {
      _entities(representations: [{ __typename: "Audit", id: $id }]) {
        ... on Audit {
          id
          catalogue(first: $first, after: $after) {
            totalCount
            nodes {
              id
              instant
              action
              employeId
              role
              magasinId
              requestId
              cible
              avant
              apres
              empreinte
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      }
    }
  `;

  interface Lu {
    _entities: [
      {
        catalogue: {
          totalCount: number;
          nodes: Record<string, string>[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      },
    ];
  }

  test('is read from the newest entry on, page by page', async () => {
    const id = await creer();
    await modifier({ id, prix: 1_600 }, 'requete-lue-1');
    await modifier({ id, prix: 1_700, version: 2 }, 'requete-lue-2');
    const { _entities: un } = await demander<Lu>(LIRE, { first: 1 }, 'requete-lire');
    const { nodes, pageInfo, totalCount } = un[0].catalogue;
    expect(nodes).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/^produit-\d+$/) as unknown,
        action: 'PRIX_MODIFIE',
        ...{ employeId: '42', role: 'ADMIN', magasinId: null, requestId: 'requete-lue-2' },
        cible: `produit ${id}`,
        empreinte: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      }),
    ]);
    expect(JSON.parse(nodes[0]?.['avant'] ?? '')).toEqual({ ...SIROP, prix: 1_600, version: 2 });
    expect(JSON.parse(nodes[0]?.['apres'] ?? '')).toEqual({ ...SIROP, prix: 1_700, version: 3 });
    const [compte] = await database.query('SELECT count(*)::int AS total FROM audit');
    expect({ total: totalCount }).toEqual(compte);

    expect(pageInfo.hasNextPage).toBe(true);
    const suite = { first: 1, after: pageInfo.endCursor };
    const { _entities: deux } = await demander<Lu>(LIRE, suite, 'requete-lire');
    expect(deux[0].catalogue.nodes).toMatchObject([{ requestId: 'requete-lue-1' }]);
  });

  test('has one id', async () => {
    expect(await demander(LIRE, { id: 'autre' }, 'requete-lire')).toEqual({ _entities: [null] });
  });
});

describe('the database', () => {
  const REECRITURES = [`UPDATE audit SET action = 'AUTRE'`, 'DELETE FROM audit', 'TRUNCATE audit'];

  test.each(REECRITURES)('refuses %s to its owner', async (ordre) => {
    await expect(database.query(ordre)).rejects.toThrow('append-only');
  });

  test.each([
    ...REECRITURES,
    `INSERT INTO audit SELECT a.numero + 1000000, instant, action, acteur, cible, avant, apres, precedente, empreinte
     FROM audit a LIMIT 1`,
    'ALTER TABLE audit DISABLE TRIGGER ALL',
    'DROP TABLE audit',
  ])(
    'refuses %s to the application, which may write every other table by default',
    async (ordre) => {
      await expect(database.queryAsApplication(ordre)).rejects.toThrow(
        /permission denied|must be owner/,
      );
    },
  );

  test('lets the application add an entry by the function', async () => {
    const [entree] = await database.queryAsApplication<{ numero: string }>(
      `SELECT inscrire_audit('ESSAI', '{"requete":"essai"}', 'essai 1', NULL, NULL) AS numero`,
    );
    const lues = await database.query(`SELECT numero FROM audit WHERE cible = 'essai 1'`);
    expect(lues).toEqual([entree]);
  });
});
