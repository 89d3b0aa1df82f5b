import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger, localNudges, type Subgraph } from '@caisse/subgraph-kit';
import {
  countSqlStatements,
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestCaller,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { createService } from './service.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const AUTRE_ID = '019a0000-0000-7000-8000-000000000002';

let database: TestDatabase;
let caisse: Subgraph;

beforeAll(async () => {
  database = await createTestDatabase('caisse');
  await database.query(`
    INSERT INTO magasin (nom, quartier, type, adresse, telephone, numero_tps, numero_tvq) VALUES
      ('Magasin un', 'Plateau', 'MAGASIN', '1, rue Une', '514 555-0101', '123456789 RT 0001', '1234567890 TQ 0001'),
      ('Magasin deux', 'Rosemont', 'MAGASIN', '2, rue Deux', '514 555-0102', NULL, NULL),
      ('Centre logistique', 'Saint-Laurent', 'CENTRE_LOGISTIQUE', '3, rue Trois', '514 555-0103', NULL, NULL)`);
  await database.query(
    `INSERT INTO caisse (magasin_id, numero) VALUES (1, 2), (1, 1), (2, 1), (2, 2)`,
  );
  caisse = createService({
    databaseUrl: database.url,
    transport: { send: () => Promise.reject(new Error('caisse calls nobody')) },
    credentials: testCredentials('caisse'),
    nudges: localNudges(),
    logger: createLogger('caisse', 'silent'),
  });
});

beforeEach(() => database.query('DELETE FROM session_caisse'));

afterAll(async () => {
  await caisse.stop();
  await database.drop();
});

async function query<Data>(
  source: string,
  variables: Record<string, unknown> = {},
  caller: TestCaller = { role: 'GERANT', magasinId: 2 },
): Promise<Data> {
  const headers = await headersOf('caisse', caller);
  const { data, errors } = await caisse.execute({ query: source, variables }, headers);
  expect(errors).toBeUndefined();
  return data as Data;
}

const OUVRIR = /* GraphQL */ `
  mutation ($input: OuvrirSessionCaisseInput!) {
    ouvrirSessionCaisse(input: $input) {
      __typename
      ... on SessionCaisse {
        id
        fermeeLe
        fondDeCaisse
        caisse {
          numero
          magasin {
            nom
          }
        }
      }
      ... on Erreur {
        code
        message
      }
      ... on SessionDejaOuverte {
        session {
          id
        }
      }
      ... on SaisieInvalide {
        champs {
          champ
        }
      }
    }
  }
`;

interface Resultat {
  __typename: string;
  id?: string;
  session?: { id: string };
}

async function ouvrir(input: Record<string, unknown>): Promise<Resultat> {
  const { ouvrirSessionCaisse } = await query<{ ouvrirSessionCaisse: Resultat }>(OUVRIR, { input });
  return ouvrirSessionCaisse;
}

async function nombreSessions(): Promise<number> {
  const [ligne] = await database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM session_caisse',
  );
  return ligne?.n ?? Number.NaN;
}

async function requetesSql(travail: () => Promise<unknown>): Promise<number> {
  const avant = await countSqlStatements(caisse);
  await travail();
  return (await countSqlStatements(caisse)) - avant;
}

describe('opening a till', () => {
  test('makes a session with its float, under the id that the till gave', async () => {
    expect(await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 20_000 })).toEqual({
      __typename: 'SessionCaisse',
      id: ID,
      fermeeLe: null,
      fondDeCaisse: 20_000,
      caisse: { numero: 1, magasin: { nom: 'Magasin deux' } },
    });
  });

  test('mints an id of version 7 when the till gives none', async () => {
    const { id } = await ouvrir({ caisseId: '3', fondDeCaisse: 0 });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('gives the same session again when repeated, even once closed', async () => {
    const input = { id: ID, caisseId: '3', fondDeCaisse: 20_000 };
    const premiere = await ouvrir(input);
    expect(await ouvrir(input)).toEqual(premiere);
    expect(await ouvrir({ ...input, id: ID.toUpperCase() })).toEqual(premiere);
    await database.query('UPDATE session_caisse SET fermee_le = now()');
    expect(await ouvrir(input)).toMatchObject({ id: ID, __typename: 'SessionCaisse' });
    expect(await nombreSessions()).toBe(1);
  });

  test.each([
    ['float', { caisseId: '3', fondDeCaisse: 100 }],
    ['till', { caisseId: '4', fondDeCaisse: 20_000 }],
  ])('refuses an id that has served with another %s', async (_what, autre) => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 20_000 });
    expect(await ouvrir({ id: ID, ...autre })).toMatchObject({
      __typename: 'CleReutilisee',
      code: 'CLE_REUTILISEE',
    });
    expect(await nombreSessions()).toBe(1);
  });

  test('shows the session of a till that is open already', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 20_000 });
    expect(await ouvrir({ id: AUTRE_ID, caisseId: '3', fondDeCaisse: 20_000 })).toMatchObject({
      __typename: 'SessionDejaOuverte',
      code: 'SESSION_DEJA_OUVERTE',
      session: { id: ID },
    });
    expect(await nombreSessions()).toBe(1);
  });

  test('opens a till again once its session is closed', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 20_000 });
    await database.query('UPDATE session_caisse SET fermee_le = now()');
    expect(await ouvrir({ id: AUTRE_ID, caisseId: '3', fondDeCaisse: 5_000 })).toMatchObject({
      __typename: 'SessionCaisse',
      id: AUTRE_ID,
    });
  });

  test.each(['99', 'abc', '-1', '3.5', '99999999999'])(
    'finds no till by the id %s',
    async (caisseId) => {
      expect(await ouvrir({ caisseId, fondDeCaisse: 0 })).toMatchObject({
        __typename: 'CaisseIntrouvable',
        code: 'CAISSE_INTROUVABLE',
      });
      expect(await nombreSessions()).toBe(0);
    },
  );

  test.each([-1, 1_000_001])('refuses a float of %d cents', async (fondDeCaisse) => {
    expect(await ouvrir({ caisseId: '3', fondDeCaisse })).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: [{ champ: 'fondDeCaisse' }],
    });
    expect(await nombreSessions()).toBe(0);
  });

  test('opened by twenty people at once, opens once, and shows that session to all the others', async () => {
    const resultats = await Promise.all(
      Array.from({ length: 20 }, () => ouvrir({ caisseId: '3', fondDeCaisse: 20_000 })),
    );
    const [ouverte, ...autres] = resultats.filter((r) => r.__typename === 'SessionCaisse');
    expect(autres).toEqual([]);
    const rejointes = resultats.filter((r) => r.__typename === 'SessionDejaOuverte');
    expect(rejointes.map((r) => r.session?.id)).toEqual(Array(19).fill(ouverte?.id));
    expect(await nombreSessions()).toBe(1);
  });

  test('sent ten times at once with one id, gives ten times the same session', async () => {
    const input = { id: ID, caisseId: '3', fondDeCaisse: 20_000 };
    const resultats = await Promise.all(Array.from({ length: 10 }, () => ouvrir(input)));
    expect(resultats.map((r) => [r.__typename, r.id])).toEqual(
      Array(10).fill(['SessionCaisse', ID]),
    );
    expect(await nombreSessions()).toBe(1);
  });
});

describe('a till of another store', () => {
  test('is not opened, not even when its session is there to be joined', async () => {
    const variables = { input: { id: ID, caisseId: '3', fondDeCaisse: 20_000 } };
    const headers = await headersOf('caisse', { role: 'GERANT', magasinId: 1 });
    const refus = { data: null, errors: [{ extensions: { code: 'INTERDIT' } }] };
    expect(await caisse.execute({ query: OUVRIR, variables }, headers)).toMatchObject(refus);
    expect(await nombreSessions()).toBe(0);
    await ouvrir(variables.input);
    expect(await caisse.execute({ query: OUVRIR, variables }, headers)).toMatchObject(refus);
    expect(await nombreSessions()).toBe(1);
  });
});

describe('reading places, tills and sessions', () => {
  const MAGASINS = `query ($type: TypeMagasin) {
    magasins(type: $type) { id nom type caisses { id numero sessionOuverte { id } } }
  }`;

  test('lists the places by number, their tills by number, and the open sessions', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 0 });
    expect(await query(MAGASINS)).toEqual({
      magasins: [
        {
          id: '1',
          nom: 'Magasin un',
          type: 'MAGASIN',
          caisses: [
            { id: '2', numero: 1, sessionOuverte: null },
            { id: '1', numero: 2, sessionOuverte: null },
          ],
        },
        {
          id: '2',
          nom: 'Magasin deux',
          type: 'MAGASIN',
          caisses: [
            { id: '3', numero: 1, sessionOuverte: { id: ID } },
            { id: '4', numero: 2, sessionOuverte: null },
          ],
        },
        { id: '3', nom: 'Centre logistique', type: 'CENTRE_LOGISTIQUE', caisses: [] },
      ],
    });
  });

  test('does so in three statements', async () => {
    expect(await requetesSql(() => query(MAGASINS))).toBe(3);
  });

  test('lists only the places of a type', async () => {
    expect(await query(MAGASINS, { type: 'CENTRE_LOGISTIQUE' })).toMatchObject({
      magasins: [{ id: '3' }],
    });
    expect(await query(MAGASINS, { type: 'MAISON_MERE' })).toEqual({ magasins: [] });
  });

  test.each(['99', 'abc', '0', '1 OR 1=1'])('finds no place by the id %s', async (id) => {
    expect(await query('query ($id: ID!) { magasin(id: $id) { id } }', { id })).toEqual({
      magasin: null,
    });
  });

  test.each([AUTRE_ID, 'abc', '1'])('finds no session by the id %s', async (id) => {
    expect(await query('query ($id: ID!) { sessionCaisse(id: $id) { id } }', { id })).toEqual({
      sessionCaisse: null,
    });
  });

  test('finds a session by its id, in upper case as well', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 0 });
    expect(
      await query('query ($id: ID!) { sessionCaisse(id: $id) { id } }', { id: ID.toUpperCase() }),
    ).toEqual({ sessionCaisse: { id: ID } });
  });

  test('resolves the entities of other services in one statement per type', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 0 });
    const representations = [
      { __typename: 'Magasin', id: '2' },
      { __typename: 'Magasin', id: '1' },
      { __typename: 'Magasin', id: '42' },
      { __typename: 'Caisse', id: '4' },
      { __typename: 'SessionCaisse', id: ID },
      { __typename: 'SessionCaisse', id: 'abc' },
    ];
    let reponse: unknown;
    const nombre = await requetesSql(async () => {
      reponse = await query(
        `query ($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Magasin { nom } ... on Caisse { numero } ... on SessionCaisse { fondDeCaisse }
          }
        }`,
        { representations },
      );
    });
    expect(reponse).toEqual({
      _entities: [
        { nom: 'Magasin deux' },
        { nom: 'Magasin un' },
        null,
        { numero: 2 },
        { fondDeCaisse: 0 },
        null,
      ],
    });
    expect(nombre).toBe(3);
  });
});

describe('what the database itself refuses', () => {
  test('a till in a place that does not sell', async () => {
    await expect(
      database.query('INSERT INTO caisse (magasin_id, numero) VALUES (3, 1)'),
    ).rejects.toThrow('foreign key');
  });

  test('that a store with tills turns into a warehouse', async () => {
    await expect(
      database.query(`UPDATE magasin SET type = 'CENTRE_LOGISTIQUE' WHERE id = 1`),
    ).rejects.toThrow('foreign key');
  });

  test('two tills of one number in one store', async () => {
    await expect(
      database.query('INSERT INTO caisse (magasin_id, numero) VALUES (1, 1)'),
    ).rejects.toThrow('unique');
  });

  test('two open sessions of one till', async () => {
    await ouvrir({ id: ID, caisseId: '3', fondDeCaisse: 0 });
    await expect(
      database.query(
        `INSERT INTO session_caisse (id, caisse_id, fond_de_caisse, request_id) VALUES ($1, 3, 0, '')`,
        [AUTRE_ID],
      ),
    ).rejects.toThrow('session_caisse_ouverte');
  });
});

describe('what a receipt prints of its store', () => {
  test('holds both tax registration numbers', async () => {
    const { magasin } = await query<{ magasin: object }>(
      '{ magasin(id: "1") { nom adresse telephone numeroTps numeroTvq } }',
    );
    expect(magasin).toEqual({
      nom: 'Magasin un',
      adresse: '1, rue Une',
      telephone: '514 555-0101',
      numeroTps: '123456789 RT 0001',
      numeroTvq: '1234567890 TQ 0001',
    });
  });

  test('accepts no registration number of another form', async () => {
    for (const [colonne, numero] of [
      ['numero_tps', '123456789 TQ 0001'],
      ['numero_tvq', '123456789 TQ 0001'],
    ]) {
      await expect(
        database.query(`UPDATE magasin SET ${colonne} = $1 WHERE id = 2`, [numero]),
      ).rejects.toThrow('check constraint');
    }
  });
});
