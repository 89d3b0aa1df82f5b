import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  createTestDatabase,
  headersOf,
  headersOfStranger,
  STRANGERS,
  type TestCaller,
  type TestDatabase,
  waitFor,
} from '@caisse/subgraph-kit/test';

import { validee } from './test/evenements.ts';
import { type Banc, banc, journal } from './test/service.ts';

const GERANT: TestCaller = { role: 'GERANT', magasinId: 1 };
const MAINTENANT = () => new Date('2026-11-22T15:00:00Z');

let base: TestDatabase;
let reporting: Banc;

beforeAll(async () => {
  base = await createTestDatabase('reporting');
  const ventes = journal();
  ventes.evenements.push(
    validee({ magasinId: 1, lignes: [[1, 1, 100]] }),
    validee({ magasinId: 2, lignes: [[2, 3, 900]], heure: 11 }),
  );
  reporting = banc(base.url, ventes, MAINTENANT);
  await reporting.subgraph.start();
  await waitFor(
    async () => Number((await base.query('SELECT comptes FROM curseur'))[0]?.['comptes']) === 2,
  );
});

afterAll(async () => {
  await reporting.subgraph.stop();
  await base.drop();
});

const RAPPORT = /* GraphQL */ `
  query ($magasinId: ID) {
    rapportVentes(filtre: { du: "2026-11-22", au: "2026-11-22", magasinId: $magasinId }) {
      total
      parMagasin {
        magasin {
          id
        }
        total
      }
      parProduit {
        produit {
          id
        }
      }
      parJour {
        total
      }
      parHeure {
        heure
      }
    }
  }
`;
const TABLEAU = /* GraphQL */ `
  query ($magasinId: ID) {
    tableauDeBord(magasinId: $magasinId) {
      id
      chiffreAffaires {
        magasin {
          id
        }
        total
      }
      meilleursProduits {
        produit {
          id
        }
      }
    }
  }
`;
const ENTITES = /* GraphQL */ `
  query ($cles: [_Any!]!) {
    _entities(representations: $cles) {
      ... on TableauDeBord {
        id
      }
    }
  }
`;
const tableau = (id: string) => ({ cles: [{ __typename: 'TableauDeBord', id }] });

const DEMANDES: [string, string, Record<string, unknown>][] = [
  ['rapportVentes', RAPPORT, { magasinId: '1' }],
  ['tableauDeBord', TABLEAU, { magasinId: '1' }],
  ['the entity TableauDeBord', ENTITES, tableau('1')],
];

async function codes(
  query: string,
  variables: Record<string, unknown>,
  headers: Record<string, string>,
): Promise<unknown[] | undefined> {
  const { errors } = await reporting.subgraph.execute({ query, variables }, headers);
  return errors?.map(({ extensions }) => extensions?.['code']);
}

describe.each(DEMANDES)('%s', (_champ, document, variables) => {
  test.each(STRANGERS)('is refused with %s', async (etranger) => {
    const headers = await headersOfStranger('reporting', etranger, GERANT);
    expect(await codes(document, variables, headers)).toEqual(['NON_AUTHENTIFIE']);
  });

  test.each([
    ['anonymous', 'NON_AUTHENTIFIE'],
    [{ role: 'CAISSIER', magasinId: 1 }, 'INTERDIT'],
    [{ role: 'LOGISTIQUE' }, 'INTERDIT'],
    [{ service: 'vente' }, 'INTERDIT'],
    [{ role: 'GERANT', magasinId: 2 }, 'INTERDIT'],
  ] satisfies [TestCaller, string][])('is refused to %j', async (appelant, code) => {
    expect(await codes(document, variables, await headersOf('reporting', appelant))).toEqual([
      code,
    ]);
  });

  test('is given to the manager of the store, and to the chain', async () => {
    for (const appelant of [GERANT, { role: 'ADMIN' }] satisfies TestCaller[]) {
      expect(await codes(document, variables, await headersOf('reporting', appelant))).toBe(
        undefined,
      );
    }
  });
});

describe('a manager who names no store', () => {
  test('reads the report of the own one, each of its parts included', async () => {
    expect(await reporting.lire(RAPPORT, {}, GERANT)).toEqual({
      rapportVentes: {
        total: 115,
        parMagasin: [{ magasin: { id: '1' }, total: 115 }],
        parProduit: [{ produit: { id: '1' } }],
        parJour: [{ total: 115 }],
        parHeure: [{ heure: 10 }],
      },
    });
  });

  test('reads the dashboard of the own one, whose id says so', async () => {
    expect(await reporting.lire(TABLEAU, {}, GERANT)).toEqual({
      tableauDeBord: {
        id: '1',
        chiffreAffaires: [{ magasin: { id: '1' }, total: 115 }],
        meilleursProduits: [{ produit: { id: '1' } }],
      },
    });
  });

  test.each([
    ['by its id', TABLEAU, { magasinId: 'RESEAU' }],
    ['as an entity', ENTITES, tableau('RESEAU')],
  ])('does not read the dashboard of the chain %s', async (_comment, document, variables) => {
    const headers = await headersOf('reporting', GERANT);
    expect(await codes(document, variables, headers)).toEqual(['INTERDIT']);
  });
});

test('the chain reads every store', async () => {
  expect(await reporting.lire(RAPPORT)).toMatchObject({
    rapportVentes: { parMagasin: [{ magasin: { id: '2' } }, { magasin: { id: '1' } }] },
  });
  expect(await reporting.lire(TABLEAU)).toMatchObject({ tableauDeBord: { id: 'RESEAU' } });
});
