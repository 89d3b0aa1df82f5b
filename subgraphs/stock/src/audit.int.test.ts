import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  countSqlStatements,
  createSharedTestDatabase,
  type SharedTestDatabase,
} from '@caisse/subgraph-kit/test';

import { type Banc, creerBanc } from './test/banc.ts';

let database: SharedTestDatabase;
/** On the rights that the application has in a deployment. */
let banc: Banc;

beforeAll(async () => {
  database = await createSharedTestDatabase('stock');
  banc = await creerBanc(undefined, database);
});

afterAll(() => banc.fermer());

const ligne = (produitId: number, quantite: number) => ({ produitId, quantite });

const entrees = (id: string) =>
  database.query(
    `SELECT action, acteur, avant, apres FROM audit WHERE cible = $1 ORDER BY numero`,
    [`transfert ${id}`],
  );

const nombre = async () =>
  (await database.query<{ n: number }>('SELECT count(*)::int AS n FROM audit'))[0]?.n;

describe('an entry of the audit log', () => {
  test('tells who moved what, and what both places had before and after', async () => {
    await banc.ouvrir([6, 101, 100], [1, 101, 5], [6, 102, 10]);
    const id = randomUUID();
    await banc.transferer(id, 6, 1, [ligne(102, 10), ligne(101, 30), ligne(101, 10)]);
    expect(await entrees(id)).toEqual([
      {
        action: 'TRANSFERT',
        acteur: {
          ...{ employe: '6', role: 'LOGISTIQUE' },
          connexion: expect.any(String) as unknown,
          requete: expect.any(String) as unknown,
        },
        avant: {
          lignes: [
            { produitId: 101, source: 100, destination: 5 },
            { produitId: 102, source: 10, destination: 0 },
          ],
        },
        apres: {
          ...{ sourceId: 6, destinationId: 1 },
          lignes: [
            { produitId: 101, quantite: 40, source: 60, destination: 45 },
            { produitId: 102, quantite: 10, source: 0, destination: 10 },
          ],
        },
      },
    ]);
  });

  test('is written once for a transfer, however often it is repeated, at once and later', async () => {
    await banc.ouvrir([6, 111, 100]);
    const id = randomUUID();
    const transferer = () => banc.transferer(id, 6, 2, [ligne(111, 10)]);
    await Promise.all(Array.from({ length: 8 }, transferer));
    await transferer();
    expect(await entrees(id)).toHaveLength(1);
  });

  test('is not written for a transfer that is refused', async () => {
    await banc.ouvrir([6, 121, 10]);
    const [fait, manque] = [randomUUID(), randomUUID()];
    await banc.transferer(fait, 6, 1, [ligne(121, 1)]);
    const avant = await nombre();
    const refus = [
      await banc.transferer(manque, 6, 1, [ligne(121, 10)]),
      await banc.transferer(fait, 6, 1, [ligne(121, 2)]),
      await banc.transferer(randomUUID(), 6, 6, [ligne(121, 1)]),
      await banc.transferer(randomUUID(), 6, 8, [ligne(121, 1)]),
    ];
    expect(refus.map(({ __typename }) => __typename)).toEqual([
      'StockInsuffisant',
      'CleReutilisee',
      'SaisieInvalide',
      'MagasinIntrouvable',
    ]);
    expect(await nombre()).toBe(avant);
    // The same id may serve the corrected transfer, and that one is told of.
    await banc.transferer(manque, 6, 1, [ligne(121, 9)]);
    expect(await entrees(manque)).toHaveLength(1);
  });

  test('is not written for what sales do', async () => {
    await banc.ouvrir([1, 131, 10]);
    const avant = await nombre();
    const [vente, autre] = [randomUUID(), randomUUID()];
    await banc.reserver(vente, 1, [ligne(131, 2)]);
    await banc.retourner(randomUUID(), vente, 1, [ligne(131, 1)]);
    await banc.reserver(autre, 1, [ligne(131, 2)]);
    await banc.annuler(autre);
    expect(await nombre()).toBe(avant);
  });

  test('costs no statement of its own', async () => {
    await banc.ouvrir([6, 141, 10]);
    const avant = await countSqlStatements(banc.stock);
    await banc.transferer(randomUUID(), 6, 1, [ligne(141, 1)]);
    // The transfer, and what it answers.
    expect((await countSqlStatements(banc.stock)) - avant).toBe(2);
  });

  test('follows the one before, and what it says adds up, when transfers meet', async () => {
    await banc.ouvrir([6, 151, 1_000], [5, 151, 1_000]);
    const ids = Array.from({ length: 16 }, () => randomUUID());
    await Promise.all(
      ids.map((id, rang) =>
        rang % 2 === 0
          ? banc.transferer(id, 6, 5, [ligne(151, rang + 1)])
          : banc.transferer(id, 5, 6, [ligne(151, rang + 1)]),
      ),
    );
    const fautes = await database.query(`
      SELECT numero FROM (
        SELECT a.*, empreinte_audit(a) AS attendue, coalesce(lag(empreinte) OVER (ORDER BY numero), '') AS d_avant
        FROM audit a
      ) AS a WHERE empreinte <> attendue OR precedente <> d_avant`);
    expect(fautes).toEqual([]);
    // What one leaves, the next one finds.
    const niveaux = await database.query<{ avant: number; apres: number }>(
      `SELECT (CASE apres ->> 'sourceId' WHEN '6' THEN a -> 'source' ELSE a -> 'destination' END)::int AS avant,
         (CASE apres ->> 'sourceId' WHEN '6' THEN b -> 'source' ELSE b -> 'destination' END)::int AS apres
       FROM audit, LATERAL (SELECT avant -> 'lignes' -> 0 AS a, apres -> 'lignes' -> 0 AS b) AS l
       WHERE cible = ANY ($1) ORDER BY numero`,
      [ids.map((id) => `transfert ${id}`)],
    );
    expect(niveaux).toHaveLength(16);
    expect(niveaux.map(({ avant }) => avant)).toEqual([
      1_000,
      ...niveaux.slice(0, -1).map(({ apres }) => apres),
    ]);
    expect(await banc.reprises('interblocage')).toBe(0);
  });
});

test('the audit log of stock is read from the newest entry on', async () => {
  await banc.ouvrir([6, 161, 10]);
  const id = randomUUID();
  await banc.transferer(id, 6, 3, [ligne(161, 4)]);
  const { _entities } = await banc.demander<{ _entities: unknown[] }>(/* GraphQL */ `
    {
      _entities(
        representations: [
          { __typename: "Audit", id: "chaine" }
          { __typename: "Audit", id: "autre" }
        ]
      ) {
        ... on Audit {
          id
          stock(first: 1) {
            totalCount
            nodes {
              id
              action
              employeId
              role
              magasinId
              cible
              avant
            }
          }
        }
      }
    }
  `);
  expect(_entities).toEqual([
    {
      id: 'chaine',
      stock: {
        totalCount: await nombre(),
        nodes: [
          {
            id: expect.stringMatching(/^stock-\d+$/) as unknown,
            ...{ action: 'TRANSFERT', employeId: '6', role: 'LOGISTIQUE', magasinId: null },
            cible: `transfert ${id}`,
            avant: expect.stringContaining('"source":10') as unknown,
          },
        ],
      },
    },
    null,
  ]);
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
