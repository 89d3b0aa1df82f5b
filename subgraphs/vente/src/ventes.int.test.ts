import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser } from './test/operations.ts';

let montage: Montage;
/** Sales of two stores in turn, the oldest first; the first one is returned. */
const ventes: { id: string; sessionCaisseId: string }[] = [];
let annulationId: string;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
  for (let n = 0; n < 7; n += 1) {
    const lieu = 1 + (n % 2);
    const { panierId, sessionCaisseId } = montage.preparerPanier({
      magasinId: lieu,
      caisseId: lieu,
    });
    const { vente } = await encaisser(montage, auComptant(panierId));
    ventes.push({ id: vente.id, sessionCaisseId });
  }
  await encaisser(montage, auComptant(montage.preparerPanier().panierId, 1));
  annulationId = (await annuler(montage, { venteId: ventes[0]?.id ?? '' })).annulation.id;
});

afterAll(() => montage.demonter());

const LISTE = /* GraphQL */ `
  query ($magasinId: ID, $sessionCaisseId: ID, $first: Int, $after: String) {
    ventes(magasinId: $magasinId, sessionCaisseId: $sessionCaisseId, first: $first, after: $after) {
      totalCount
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Liste {
  ventes: {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const lister = async (variables: object) =>
  (await montage.demander<Liste>(LISTE, variables)).ventes;
const ids = (liste: { nodes: { id: string }[] }) => liste.nodes.map(({ id }) => id);
const recentes = () => ventes.map(({ id }) => id).reverse();

describe('the list of sales', () => {
  test('holds what was sold, the latest first, and not what was refused', async () => {
    const liste = await lister({});
    expect(ids(liste)).toEqual(recentes());
    expect(liste.totalCount).toBe(7);
  });

  test('goes on page by page, whatever is sold meanwhile', async () => {
    const premiere = await lister({ first: 3 });
    const { panierId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, auComptant(panierId));
    const suite = await lister({ first: 3, after: premiere.pageInfo.endCursor });
    const fin = await lister({ first: 3, after: suite.pageInfo.endCursor });

    expect([premiere, suite, fin].flatMap(ids)).toEqual(recentes());
    expect(fin.pageInfo.hasNextPage).toBe(false);
    ventes.push({ id: vente.id, sessionCaisseId: '' });
  });

  test('is narrowed to a place or to a session', async () => {
    const [seconde] = ventes.slice(1);
    expect(ids(await lister({ magasinId: '2' }))).toEqual(
      ventes
        .slice(0, 7)
        .filter((_vente, n) => n % 2 === 1)
        .map(({ id }) => id)
        .reverse(),
    );
    expect(ids(await lister({ sessionCaisseId: seconde?.sessionCaisseId }))).toEqual([seconde?.id]);
  });

  test('counts all that matches, whatever the page', async () => {
    const { sessionCaisseId } = ventes[1] ?? {};
    const compter = async (filtre: object) => (await lister({ ...filtre, first: 1 })).totalCount;
    expect(await compter({ magasinId: '1' })).toBe(5);
    expect(await compter({ magasinId: '2' })).toBe(3);
    expect(await compter({ sessionCaisseId })).toBe(1);
    expect(await compter({ magasinId: '2', sessionCaisseId })).toBe(1);
    expect(await compter({ magasinId: '1', sessionCaisseId })).toBe(0);
  });

  test.each([{ magasinId: '99' }, { magasinId: 'x' }, { sessionCaisseId: 'x' }])(
    'is empty for %j',
    async (filtre) => {
      expect(await lister(filtre)).toMatchObject({ totalCount: 0, nodes: [] });
    },
  );

  test.each([{ first: 0 }, { first: 101 }, { after: 'x' }])('refuses %j', async (args) => {
    await expect(lister(args)).rejects.toThrow('REQUETE_INVALIDE');
  });

  test('with all that hangs on its sales costs one statement per kind', async () => {
    const avant = await montage.statements();
    await montage.demander(/* GraphQL */ `
      {
        ventes(first: 100) {
          totalCount
          nodes {
            lignes {
              nomProduit
            }
            paiements {
              montant
            }
            annulations {
              lignes {
                quantite
              }
              remboursements {
                montant
              }
            }
          }
        }
      }
    `);
    expect((await montage.statements()) - avant).toBe(6);
  });
});

describe('references from other subgraphs', () => {
  const entites = (representations: object[]) =>
    montage.demander<{ _entities: unknown[] }>(
      /* GraphQL */ `
        query ($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Vente {
              id
              statut
            }
            ... on Annulation {
              id
              total
            }
          }
        }
      `,
      { representations },
    );

  test('find sales and returns, or null', async () => {
    const [premiere, seconde] = ventes;
    const { _entities } = await entites([
      { __typename: 'Vente', id: premiere?.id },
      { __typename: 'Vente', id: seconde?.id },
      { __typename: 'Vente', id: randomUUID() },
      { __typename: 'Vente', id: 'x' },
      { __typename: 'Annulation', id: annulationId },
      { __typename: 'Annulation', id: randomUUID() },
    ]);
    expect(_entities).toEqual([
      { id: premiere?.id, statut: 'ANNULEE' },
      { id: seconde?.id, statut: 'VALIDEE' },
      null,
      null,
      { id: annulationId, total: 127 },
      null,
    ]);
  });

  test.each([randomUUID(), 'vente-1', ''])('a sale of id %j is null', async (id) => {
    const { vente } = await montage.demander<{ vente: unknown }>(
      'query ($id: ID!) { vente(id: $id) { id } }',
      { id },
    );
    expect(vente).toBeNull();
  });
});
