import { countSqlStatements } from '@caisse/subgraph-kit/test';
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { type Banc, creerBanc } from './test/banc.ts';

let banc: Banc;
let avant = 0;

beforeAll(async () => {
  banc = await creerBanc();
  await banc.ouvrir([1, 1, 50], [1, 2, 60], [1, 3, 70], [2, 1, 80], [6, 1, 5_000]);
  await banc.reserver(randomUUID(), 1, [{ produitId: 1, quantite: 4 }]);
});

beforeEach(async () => {
  avant = await compter();
});

afterAll(() => banc.fermer());

const compter = () => countSqlStatements(banc.stock);

/** How many SQL statements were sent since the test began. */
const envoyes = async () => (await compter()) - avant;

const ENTITES = /* GraphQL */ `
  query ($cles: [_Any!]!, $magasinId: ID = "1", $first: Int, $after: String) {
    _entities(representations: $cles) {
      ... on Stock {
        id
        quantite
        disponible
        reserve
        seuil
        plafond
        magasin {
          id
        }
        produit {
          id
        }
      }
      ... on Produit {
        id
        stock(magasinId: $magasinId) {
          id
          quantite
          disponible
        }
      }
      ... on Magasin {
        id
        stocks(first: $first, after: $after) {
          nodes {
            id
          }
          edges {
            cursor
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
            endCursor
          }
        }
      }
    }
  }
`;

type Entite = Record<string, unknown> | null;

async function entites(cles: object[], variables: object = {}): Promise<Entite[]> {
  const data = await banc.demander<{ _entities: Entite[] }>(ENTITES, { cles, ...variables });
  return data._entities;
}

const produit = (id: string | number) => ({ __typename: 'Produit', id: String(id) });
const magasin = (id: string | number) => ({ __typename: 'Magasin', id: String(id) });

describe('the stock of a product', () => {
  test('costs one SQL statement for a page of 100 products', async () => {
    const lus = await entites(Array.from({ length: 100 }, (_, rang) => produit(rang + 1)));
    expect(await envoyes()).toBe(1);
    expect(lus).toHaveLength(100);
    expect(lus[0]).toEqual({ id: '1', stock: { id: '1-1', quantite: 50, disponible: 46 } });
    expect(lus[99]).toEqual({ id: '100', stock: null });
  });

  test.each([
    ['a product that cannot be', produit('abc'), '1'],
    ['a place that cannot be', produit(1), 'abc'],
    ['a place that does not hold it', produit(3), '2'],
  ])('is null for %s', async (_cas, cle, magasinId) => {
    expect(await entites([cle], { magasinId })).toMatchObject([{ stock: null }]);
  });

  test('is listed by place, in one statement for several products', async () => {
    const data = await banc.demander<{ _entities: { stocks: { id: string }[] }[] }>(
      'query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on Produit { stocks { id } } } }',
      { cles: [produit(1), produit(2), produit(9), produit('abc')] },
    );
    expect(data._entities.map(({ stocks }) => stocks.map(({ id }) => id))).toEqual([
      ['1-1', '2-1', '6-1'],
      ['1-2'],
      [],
      [],
    ]);
    expect(await envoyes()).toBe(1);
  });
});

describe('a stock level by its id', () => {
  test('tells its quantities, its place and its product', async () => {
    const [niveau] = await entites([{ __typename: 'Stock', id: '1-1' }]);
    expect(niveau).toEqual({
      id: '1-1',
      quantite: 50,
      disponible: 46,
      reserve: 4,
      seuil: 10,
      plafond: 10_000,
      magasin: { id: '1' },
      produit: { id: '1' },
    });
  });

  test.each(['9-9', '1', 'abc', ''])('is null for %p', async (id) => {
    expect(await entites([{ __typename: 'Stock', id }])).toEqual([null]);
  });
});

describe('what a place holds', () => {
  interface Page {
    stocks: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }

  test('is read page by page, by product', async () => {
    const [premiere] = (await entites([magasin(1)], { first: 2 })) as unknown as [Page];
    expect(premiere.stocks.nodes).toEqual([{ id: '1-1' }, { id: '1-2' }]);
    expect(premiere.stocks.pageInfo.hasNextPage).toBe(true);
    const after = premiere.stocks.pageInfo.endCursor;
    const [seconde] = (await entites([magasin(1)], { first: 2, after })) as unknown as [Page];
    expect(seconde.stocks.nodes).toEqual([{ id: '1-3' }]);
    expect(seconde.stocks.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('costs one statement for several places', async () => {
    const lus = (await entites([
      magasin(1),
      magasin(2),
      magasin(9),
      magasin('x'),
    ])) as unknown as Page[];
    expect(lus.map(({ stocks }) => stocks.nodes.length)).toEqual([3, 1, 0, 0]);
    expect(await envoyes()).toBe(1);
  });

  test('is counted on demand', async () => {
    const data = await banc.demander(
      'query ($cles: [_Any!]!) { _entities(representations: $cles) { ... on Magasin { stocks(first: 1) { totalCount } } } }',
      { cles: [magasin(1), magasin(9)] },
    );
    expect(data).toEqual({
      _entities: [{ stocks: { totalCount: 3 } }, { stocks: { totalCount: 0 } }],
    });
  });

  test.each([
    ['a page size of 0', { first: 0 }],
    ['a page size over 100', { first: 101 }],
    ['a cursor from elsewhere', { after: Buffer.from('["x"]').toString('base64url') }],
    ['a cursor out of range', { after: Buffer.from('[1e15]').toString('base64url') }],
  ])('refuses %s', async (_cas, variables) => {
    const { errors } = await banc.envoyer(
      ENTITES,
      { cles: [magasin(1)], ...variables },
      { role: 'CAISSIER', magasinId: 1 },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('REQUETE_INVALIDE');
  });
});

describe('the dashboard', () => {
  const TABLEAU = /* GraphQL */ `
    query ($cles: [_Any!]!, $first: Int) {
      _entities(representations: $cles) {
        ... on TableauDeBord {
          ruptures(first: $first) {
            id
            quantite
            seuil
          }
          surstocks(first: $first) {
            id
            quantite
            plafond
          }
        }
      }
    }
  `;

  async function tableau(id: string, first?: number) {
    const { _entities } = await banc.demander<{
      _entities: [{ ruptures: { id: string }[]; surstocks: { id: string }[] } | null];
    }>(TABLEAU, { cles: [{ __typename: 'TableauDeBord', id }], first });
    return (
      _entities[0] && {
        ruptures: _entities[0].ruptures.map((niveau) => niveau.id),
        surstocks: _entities[0].surstocks.map((niveau) => niveau.id),
      }
    );
  }

  beforeAll(() =>
    banc.ouvrir(
      [3, 301, 10],
      [3, 302, 11],
      [3, 303, 10_000],
      [3, 304, 10_001],
      [4, 301, 3],
      [4, 302, 20_000],
    ),
  );

  test('lists the pairs at or under their threshold and over their ceiling, worst first', async () => {
    expect(await tableau('RESEAU')).toEqual({
      ruptures: ['4-301', '3-301'],
      surstocks: ['4-302', '3-304'],
    });
  });

  test('keeps to one place when its id is a place', async () => {
    expect(await tableau('3')).toEqual({ ruptures: ['3-301'], surstocks: ['3-304'] });
    expect(await tableau('7')).toEqual({ ruptures: [], surstocks: [] });
    expect(await tableau('ailleurs')).toBeNull();
  });

  test('stops at the number wanted', async () => {
    expect(await tableau('RESEAU', 1)).toEqual({ ruptures: ['4-301'], surstocks: ['4-302'] });
  });

  test('follows what is sold', async () => {
    await banc.reserver(randomUUID(), 3, [{ produitId: 302, quantite: 1 }]);
    expect((await tableau('3'))?.ruptures).toEqual(['3-301', '3-302']);
  });
});
