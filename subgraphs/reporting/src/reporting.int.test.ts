import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  createTestDatabase,
  headersOf,
  type TestDatabase,
  waitFor,
} from '@caisse/subgraph-kit/test';

import { annulee, validee } from './test/evenements.ts';
import { type Banc, banc, type Journal, journal } from './test/service.ts';

/** Late in the evening of the 22nd in the stores, already the 23rd in UTC. */
const MAINTENANT = () => new Date('2026-11-23T04:30:00Z');

const RAPPORT = /* GraphQL */ `
  query ($filtre: FiltreRapport!) {
    rapportVentes(filtre: $filtre) {
      total
      tps
      tvq
      nombreVentes
      panierMoyen
      parMagasin {
        magasin {
          id
        }
        total
        nombreVentes
      }
      parProduit {
        produit {
          id
        }
        quantite
        total
      }
      parJour {
        jour
        total
        nombreVentes
      }
      parHeure {
        heure
        total
        nombreVentes
      }
    }
  }
`;

interface Ventes {
  total: number;
  nombreVentes: number;
}

interface Rapport extends Ventes {
  tps: number;
  tvq: number;
  panierMoyen: number;
  parMagasin: (Ventes & { magasin: { id: string } })[];
  parProduit: { produit: { id: string }; quantite: number; total: number }[];
  parJour: (Ventes & { jour: string })[];
  parHeure: (Ventes & { heure: number })[];
}

let base: TestDatabase;
let ventes: Journal;
let reporting: Banc;

beforeAll(async () => {
  base = await createTestDatabase('reporting');
  ventes = journal();
  ventes.evenements.push(
    // Too old for the dashboard, by a day.
    validee({ magasinId: 2, jour: '2026-11-15', heure: 23, lignes: [[4, 1, 285]] }),
    validee({ jour: '2026-11-16', heure: 0, lignes: [[1, 3, 450]] }),
    validee({
      jour: '2026-11-21',
      heure: 23,
      lignes: [
        [1, 1, 150],
        [5, 2, 200],
      ],
    }),
    validee({ magasinId: 2, jour: '2026-11-21', heure: 23, lignes: [[2, 5, 1_000]] }),
    // The sale of the 21st comes back on the 22nd: a part in the morning, the rest in the afternoon.
    annulee(false, { jour: '2026-11-22', heure: 9, lignes: [[5, 2, 200]] }),
    annulee(true, { jour: '2026-11-22', heure: 16, lignes: [[1, 1, 150]] }),
    validee({ jour: '2026-11-22', heure: 9, lignes: [[3, 1, 251]] }),
    validee({ jour: '2026-11-22', heure: 9, lignes: [[3, 1, 250]] }),
  );
  reporting = banc(base.url, ventes, MAINTENANT);
  await reporting.subgraph.start();
  await compter(ventes.evenements.length);
});

afterAll(async () => {
  await reporting.subgraph.stop();
  await base.drop();
});

/** Waits until the consumer has counted so many events. */
function compter(nombre: number): Promise<unknown> {
  return waitFor(
    async () =>
      Number((await base.query('SELECT comptes FROM curseur'))[0]?.['comptes']) === nombre,
  );
}

async function rapport(filtre: Record<string, string | undefined>): Promise<Rapport> {
  return (await reporting.lire<{ rapportVentes: Rapport }>(RAPPORT, { filtre })).rapportVentes;
}

const somme = (lignes: readonly { total: number }[]) =>
  lignes.reduce((total, ligne) => total + ligne.total, 0);

describe('rapportVentes', () => {
  test('counts a sale on its day and a return on the day of the return', async () => {
    expect(await rapport({ du: '2026-11-21', au: '2026-11-21', magasinId: '1' })).toMatchObject({
      total: 380,
      tps: 10,
      tvq: 20,
      nombreVentes: 1,
      panierMoyen: 380,
    });
    expect(await rapport({ du: '2026-11-22', au: '2026-11-22', magasinId: '1' })).toMatchObject({
      total: 266 + 265 - 215 - 165,
      tps: 0,
      tvq: 0,
      nombreVentes: 1,
      panierMoyen: 151,
    });
  });

  test('lists places and products from the strongest, days and hours in their order', async () => {
    const lu = await rapport({ du: '2026-11-15', au: '2026-11-22' });
    expect(lu.parMagasin).toEqual([
      { magasin: { id: '2' }, total: 1_315, nombreVentes: 2 },
      { magasin: { id: '1' }, total: 996, nombreVentes: 3 },
    ]);
    expect(lu.parProduit).toEqual([
      { produit: { id: '2' }, quantite: 5, total: 1_015 },
      { produit: { id: '3' }, quantite: 2, total: 531 },
      { produit: { id: '1' }, quantite: 3, total: 465 },
      { produit: { id: '4' }, quantite: 1, total: 300 },
      { produit: { id: '5' }, quantite: 0, total: 0 },
    ]);
    expect(lu.parJour).toEqual([
      { jour: '2026-11-15', total: 300, nombreVentes: 1 },
      { jour: '2026-11-16', total: 465, nombreVentes: 1 },
      { jour: '2026-11-21', total: 1_395, nombreVentes: 2 },
      { jour: '2026-11-22', total: 151, nombreVentes: 1 },
    ]);
    expect(lu.parHeure).toEqual([
      { heure: 0, total: 465, nombreVentes: 1 },
      { heure: 9, total: 316, nombreVentes: 2 },
      { heure: 16, total: -165, nombreVentes: -1 },
      { heure: 23, total: 1_695, nombreVentes: 3 },
    ]);
  });

  test('adds up to the same total whichever way it is cut', async () => {
    for (const filtre of [
      { du: '2026-11-15', au: '2026-11-22' },
      { du: '2026-11-21', au: '2026-11-22' },
      { du: '2026-11-16', au: '2026-11-22', magasinId: '1' },
    ]) {
      const lu = await rapport(filtre);
      expect(lu.total).not.toBe(0);
      for (const liste of [lu.parMagasin, lu.parProduit, lu.parJour, lu.parHeure]) {
        expect(somme(liste)).toBe(lu.total);
      }
    }
  });

  test('is empty and zero where nothing was sold, and for a place that nobody knows', async () => {
    const vide = {
      total: 0,
      tps: 0,
      tvq: 0,
      nombreVentes: 0,
      panierMoyen: 0,
      parMagasin: [],
      parProduit: [],
      parJour: [],
      parHeure: [],
    };
    expect(await rapport({ du: '2026-01-01', au: '2026-01-31' })).toEqual(vide);
    expect(await rapport({ du: '2026-11-01', au: '2026-11-30', magasinId: '99' })).toEqual(vide);
  });

  test.each([
    [{ du: '2026-11-22', au: '2026-11-21' }, 'avant de commencer'],
    [{ du: '2025-01-01', au: '2026-11-21' }, '366 jours'],
    [{ du: '2026-11-21', au: '2026-11-22', magasinId: 'quai' }, 'numéro d'],
  ])('refuses %j as a request error', async (filtre, message) => {
    const { errors } = await reporting.subgraph.execute(
      { query: RAPPORT, variables: { filtre } },
      await headersOf('reporting', { role: 'ADMIN' }),
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'REQUETE_INVALIDE' } },
    ]);
  });

  test('sends one statement for all totals, and one for each list that is asked for', async () => {
    const filtre = { du: '2026-11-15', au: '2026-11-22' };
    // Another service on the same database: it follows no log, so every statement is the report's.
    const calme = banc(base.url, ventes, MAINTENANT);
    try {
      const apres = async (champs: string) => {
        const avant = await calme.statements();
        await calme.lire(
          `query ($filtre: FiltreRapport!) { rapportVentes(filtre: $filtre) { ${champs} } }`,
          { filtre },
        );
        return (await calme.statements()) - avant;
      };
      await apres('total');
      expect(await apres('total tps tvq nombreVentes panierMoyen')).toBe(1);
      expect(await apres('parHeure { heure total }')).toBe(1);
      expect(await apres('total parMagasin { total } parJour { total }')).toBe(1);
    } finally {
      await calme.subgraph.stop();
    }
  });
});

const TABLEAU = /* GraphQL */ `
  query ($magasinId: ID) {
    tableauDeBord(magasinId: $magasinId) {
      id
      chiffreAffaires {
        magasin {
          id
        }
        total
        nombreVentes
      }
      tendanceHebdomadaire {
        jour
        total
        nombreVentes
      }
      meilleursProduits(first: 2) {
        produit {
          id
        }
        quantite
      }
    }
  }
`;

describe('tableauDeBord', () => {
  test('shows the seven days that end today in the stores, those without sales as zero', async () => {
    expect(await reporting.lire(TABLEAU)).toEqual({
      tableauDeBord: {
        id: 'RESEAU',
        chiffreAffaires: [
          { magasin: { id: '2' }, total: 1_015, nombreVentes: 1 },
          { magasin: { id: '1' }, total: 996, nombreVentes: 3 },
        ],
        tendanceHebdomadaire: [
          { jour: '2026-11-16', total: 465, nombreVentes: 1 },
          { jour: '2026-11-17', total: 0, nombreVentes: 0 },
          { jour: '2026-11-18', total: 0, nombreVentes: 0 },
          { jour: '2026-11-19', total: 0, nombreVentes: 0 },
          { jour: '2026-11-20', total: 0, nombreVentes: 0 },
          { jour: '2026-11-21', total: 1_395, nombreVentes: 2 },
          { jour: '2026-11-22', total: 151, nombreVentes: 1 },
        ],
        meilleursProduits: [
          { produit: { id: '2' }, quantite: 5 },
          { produit: { id: '3' }, quantite: 2 },
        ],
      },
    });
  });

  test('never calls best a product that came back as often as it was sold', async () => {
    const { tableauDeBord } = await reporting.lire<{
      tableauDeBord: { meilleursProduits: { produit: { id: string } }[] };
    }>('{ tableauDeBord { meilleursProduits(first: 100) { produit { id } } } }');
    expect(tableauDeBord.meilleursProduits.map(({ produit }) => produit.id)).toEqual([
      '2',
      '3',
      '1',
    ]);
  });

  test('narrows to a place, and says so in its id', async () => {
    expect(await reporting.lire(TABLEAU, { magasinId: '2' })).toMatchObject({
      tableauDeBord: { id: '2', chiffreAffaires: [{ magasin: { id: '2' }, total: 1_015 }] },
    });
  });

  test('is found by its key from another subgraph, and null when no place can have it', async () => {
    const entites = await reporting.lire(
      `query ($cles: [_Any!]!) {
        _entities(representations: $cles) { ... on TableauDeBord { id chiffreAffaires { total } } }
      }`,
      { cles: ['RESEAU', '1', 'quai'].map((id) => ({ __typename: 'TableauDeBord', id })) },
    );
    expect(entites).toEqual({
      _entities: [
        { id: 'RESEAU', chiffreAffaires: [{ total: 1_015 }, { total: 996 }] },
        { id: '1', chiffreAffaires: [{ total: 996 }] },
        null,
      ],
    });
  });
});

describe('the consumer', () => {
  test('counts each event once with two replicas that follow the same log', async () => {
    const replique = banc(base.url, ventes, MAINTENANT);
    await replique.subgraph.start();
    try {
      const avant = ventes.evenements.length;
      const jour = '2026-12-24';
      for (let n = 0; n < 500; n += 1) {
        ventes.evenements.push(validee({ jour, lignes: [[1, 1, 100]] }));
        if (n % 50 === 0) {
          reporting.nudge();
          replique.nudge();
        }
      }
      await compter(avant + 500);
      expect(await rapport({ du: jour, au: jour })).toMatchObject({
        total: 500 * 115,
        nombreVentes: 500,
        parProduit: [{ quantite: 500 }],
      });
      expect(await base.query('SELECT position FROM curseur')).toEqual([
        { position: String(avant + 500) },
      ]);
    } finally {
      await replique.subgraph.stop();
    }
  });
});
