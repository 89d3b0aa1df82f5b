import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createLogger, type GraphQLAnswer, localNudges, type Subgraph } from '@caisse/subgraph-kit';
import { normaliserCode } from '@caisse/subgraph-kit/domaine';
import {
  countSqlStatements,
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestCaller,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { requeteProduits } from './data/requete-produits.ts';
import { preparerRecherche } from './domain/recherche.ts';
import { createService } from './service.ts';

let database: TestDatabase;
let produit: Subgraph;

beforeAll(async () => {
  database = await createTestDatabase('produit');
  await database.query(`
    INSERT INTO produit (nom, description, prix, code_barres)
    VALUES ('Éclair au café', 'Pâtisserie', 399, '0620000000110'),
           ('Eau', 'Bouteille de 500 ml', 100, '0620000000059'),
           ('Crème glacée', 'Format de 1 L, 100 % érable', 799, NULL),
           ('Bœuf haché', 'Mi-maigre', 1299, NULL)`);
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

async function query(
  source: string,
  variables: Record<string, unknown> = {},
  caller: TestCaller = { role: 'CAISSIER', magasinId: 1 },
): Promise<GraphQLAnswer> {
  return produit.execute({ query: source, variables }, await headersOf('produit', caller));
}

const RECHERCHE = /* GraphQL */ `
  query ($recherche: String, $first: Int, $after: String) {
    produits(recherche: $recherche, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        nom
      }
    }
  }
`;

interface Resultat {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: { nom: string }[];
}

async function rechercher(variables: Record<string, unknown>): Promise<Resultat> {
  const { data, errors } = await query(RECHERCHE, variables);
  expect(errors).toBeUndefined();
  return data?.['produits'] as Resultat;
}

async function noms(recherche: string): Promise<string[]> {
  return (await rechercher({ recherche })).nodes.map(({ nom }) => nom);
}

describe('searching the catalogue', () => {
  test.each([
    ['eclair', 'accents left out'],
    ['ÉCLAIR', 'another case'],
    ['patisserie', 'a word of the description'],
    ['café ecl', 'parts of two words in any order'],
    ['0620000000110', 'the barcode'],
    ['ｅｃｌａｉｒ', 'the letters of another keyboard'],
  ])('finds the product by %s (%s)', async (recherche) => {
    expect(await noms(recherche)).toEqual(['Éclair au café']);
  });

  test('finds a ligature by its letters', async () => {
    expect(await noms('boeuf')).toEqual(['Bœuf haché']);
  });

  test('takes a percent sign for itself, not for a wildcard', async () => {
    expect(await noms('100 %')).toEqual(['Crème glacée']);
    expect(await noms('%')).toEqual([]);
  });

  test.each([
    '％',
    '﹪',
    '＿',
    '＼',
    '\\',
    '_',
    '%%%',
    '％％％',
    '___',
    'ea％',
    'Cr＿me',
    '\\\\\\',
  ])('takes what becomes a wildcard for itself: %j', async (recherche) => {
    expect(await noms(recherche)).toEqual([]);
  });

  test('finds nothing more by any text than by the text itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
        async (texte) => {
          const { totalCount } = await rechercher({ recherche: `é${texte}` });
          // Each name has an é or an e at most twice: only a wildcard would find them all.
          expect(totalCount).toBeLessThan(4);
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([
    '620000000110',
    '00620000000110',
    ']E00620000000110',
    ']C10100620000000110',
    '０６２００００００0110',
  ])('finds a product by another form of its code: %s', async (code) => {
    expect(await noms(code)).toEqual(['Éclair au café']);
  });

  test('reads stored codes as what is typed is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[0-9A-Za-z-]{1,16}$/),
        fc.stringMatching(/^\d{7,15}$/),
        async (a, b) => {
          const lignes = await database.query<{ a: string; b: string }>(
            'SELECT en_gtin14($1) AS a, en_gtin14($2) AS b',
            [a, b],
          );
          expect(lignes).toEqual([{ a: normaliserCode(a), b: normaliserCode(b) }]);
        },
      ),
    );
  });

  test('keeps one product for one code, however it is written', async () => {
    const ajouter = (code: string) =>
      database.query(`INSERT INTO produit (nom, prix, code_barres) VALUES ('Autre', 1, $1)`, [
        code,
      ]);
    for (const code of ['620000000110', '00620000000110']) {
      await expect(ajouter(code)).rejects.toThrow('produit_gtin14');
    }
  });

  test('searches the start of names when the words are too short for the index', async () => {
    expect(await noms('ea')).toEqual(['Eau']);
  });

  test('answers nothing to what no product holds', async () => {
    expect(await rechercher({ recherche: 'introuvable' })).toMatchObject({
      totalCount: 0,
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  test('reads a catalogue of 100,000 products through its indexes, never as a whole', async () => {
    await database.query(`
      INSERT INTO produit (nom, description, prix, code_barres)
      SELECT 'Savon ' || left(md5(n::text), 6), 'Parfum ' || left(md5((n * 7)::text), 6), 100, 'X' || n
      FROM generate_series(1, 100000) AS n`);
    await database.query('ANALYZE produit');
    const [{ id, nom } = { id: 0, nom: '' }] = await database.query<{ id: number; nom: string }>(
      `SELECT id, nom FROM produit WHERE code_barres = 'X12345'`,
    );
    for (const saisie of [nom, nom.slice(7), 'X12345', String(id), 'ec', 'crème glacée']) {
      const { text, values } = requeteProduits({
        recherche: preparerRecherche(saisie),
        inclureInactifs: false,
        page: { first: 20, after: null },
        compter: true,
      });
      const plan = await database.query<Record<string, string>>(`EXPLAIN ${text}`, values);
      const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(lines).not.toContain('Seq Scan on produit');
    }
    await database.query(`DELETE FROM produit WHERE code_barres LIKE 'X%'`);
  });
});

describe('paging through the catalogue', () => {
  test('gives each product once, by name without accents, whatever is inserted between pages', async () => {
    const first = await rechercher({ first: 2 });
    expect(first.nodes.map((n) => n.nom)).toEqual(['Bœuf haché', 'Crème glacée']);
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });

    await database.query(`INSERT INTO produit (nom, prix) VALUES ('Ananas', 499)`);
    const second = await rechercher({ first: 2, after: first.pageInfo.endCursor });
    await database.query(`DELETE FROM produit WHERE nom = 'Ananas'`);

    expect(second.nodes.map((n) => n.nom)).toEqual(['Eau', 'Éclair au café']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test.each([
    ...[{ first: 0 }, { first: 101 }, { after: 'pas-un-curseur' }],
    ...[
      [0, 'a\u0000', 1],
      [0, 'a', 1e12],
      [2 ** 31, 'a', 1],
      [0, '\ud800', 1],
      [0, 1, 1],
      [0, 'a'],
      [null, 'a', 1],
      [0, 'a'.repeat(5_000), 1],
    ].map((cles) => ({ after: Buffer.from(JSON.stringify(cles)).toString('base64url') })),
  ])('refuses %j with a clear request error', async (variables) => {
    const { errors } = await query(RECHERCHE, variables);
    expect(errors).toEqual([
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'REQUETE_INVALIDE' }) as unknown,
      }),
    ]);
  });

  test('reads a page of products with their total in one SQL statement', async () => {
    const before = await countSqlStatements(produit);
    await rechercher({ first: 100 });
    expect((await countSqlStatements(produit)) - before).toBe(1);
  });
});

describe('the tax statuses of a product', () => {
  test('are those in force on the day asked, and taxable when nobody classified it', async () => {
    const [muffins] = await database.query<{ id: number }>(
      `INSERT INTO produit (nom, prix) VALUES ('Muffins x4', 599) RETURNING id`,
    );
    await database.query(
      `INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
       VALUES ($1, 'TVQ', '1992-07-01', 'TAXABLE'), ($1, 'TVQ', '2026-07-15', 'DETAXE')`,
      [muffins?.id],
    );
    const { data } = await query(
      `query ($id: ID!) { produit(id: $id) {
         avant: statutTvq(date: "2026-07-14") apres: statutTvq(date: "2026-07-15") statutTps } }`,
      { id: String(muffins?.id) },
    );
    expect(data?.['produit']).toEqual({ avant: 'TAXABLE', apres: 'DETAXE', statutTps: 'TAXABLE' });
    await database.query('DELETE FROM statut_fiscal WHERE produit_id = $1', [muffins?.id]);
    await database.query('DELETE FROM produit WHERE id = $1', [muffins?.id]);
  });
});

const MODIFIER = /* GraphQL */ `
  mutation ($input: ModifierProduitInput!) {
    modifierProduit(input: $input) {
      __typename
      ... on Produit {
        version
        nom
        prix
      }
      ... on ConflitVersion {
        versionActuelle
        produit {
          prix
        }
      }
      ... on SaisieInvalide {
        champs {
          champ
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`;

describe('changing a product', () => {
  async function creer(): Promise<string> {
    const [row] = await database.query<{ id: number }>(
      `INSERT INTO produit (nom, prix, description) VALUES ('Sirop', 1500, '') RETURNING id`,
    );
    return String(row?.id);
  }

  async function modifier(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { data, errors } = await query(
      MODIFIER,
      { input: { version: 1, nom: 'Sirop', prix: 1600, description: '', ...input } },
      { role: 'ADMIN' },
    );
    expect(errors).toBeUndefined();
    return data?.['modifierProduit'] as Record<string, unknown>;
  }

  test('raises the version and keeps the price history', async () => {
    const id = await creer();
    expect(await modifier({ id })).toEqual({
      __typename: 'Produit',
      version: 2,
      nom: 'Sirop',
      prix: 1600,
    });
    const historique = await database.query(
      'SELECT prix, version FROM prix_historique WHERE produit_id = $1',
      [id],
    );
    expect(historique).toEqual([{ prix: 1600, version: 2 }]);
  });

  test('is refused to the slower of two people who read the same version', async () => {
    const id = await creer();
    const resultats = await Promise.all([
      modifier({ id, prix: 1700 }),
      modifier({ id, prix: 1800 }),
    ]);
    expect(resultats.map((r) => r['__typename']).sort()).toEqual(['ConflitVersion', 'Produit']);
    const gagnant = resultats.find((r) => r['__typename'] === 'Produit');
    expect(resultats.find((r) => r['__typename'] === 'ConflitVersion')).toMatchObject({
      code: 'CONFLIT_VERSION',
      versionActuelle: 2,
      produit: { prix: gagnant?.['prix'] },
    });
  });

  test('names every refused value and changes nothing', async () => {
    const id = await creer();
    const refus = await modifier({ id, nom: '  ', prix: -1 });
    expect(refus).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'nom' }, { champ: 'prix' }],
    });
    expect(await database.query('SELECT version FROM produit WHERE id = $1', [id])).toEqual([
      { version: 1 },
    ]);
  });

  test.each([
    ['nom', '\u200b\u2060'],
    ['nom', 'Eau\u202e% 05'],
    ['nom', 'Eau\u001b[31m'],
    ['nom', 'Eau\n\t500 ml'],
    ['nom', 'Eau\u0000'],
    ['description', 'De source\u200b'],
    ['description', 'De\u2028source'],
  ])('refuses what its reader would not see in %s: %j', async (champ, texte) => {
    const id = await creer();
    const refus = await modifier({ id, [champ]: texte });
    expect(refus).toMatchObject({ __typename: 'SaisieInvalide', champs: [{ champ }] });
    expect(await database.query('SELECT version FROM produit WHERE id = $1', [id])).toEqual([
      { version: 1 },
    ]);
  });

  test('keeps a description of several lines', async () => {
    const id = await creer();
    await modifier({ id, description: 'De source.\r\n500 ml' });
    expect(await database.query('SELECT description FROM produit WHERE id = $1', [id])).toEqual([
      { description: 'De source.\n500 ml' },
    ]);
  });

  test.each(['999999', 'abc', '-1', '99999999999'])(
    'answers ProduitIntrouvable for the id %s',
    async (id) => {
      expect(await modifier({ id })).toMatchObject({ code: 'PRODUIT_INTROUVABLE' });
    },
  );
});
