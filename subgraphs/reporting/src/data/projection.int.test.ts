import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createLogger, createMetrics, type Database, openDatabase } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import { type Apport, apportDe } from '../domain/apport.ts';
import { annulee, type Faits, validee } from '../test/evenements.ts';
import { createPrisma, type PrismaClient } from './prisma.ts';
import { type ProjectionRepository, projectionRepository } from './projection-repository.ts';

const TABLES = ['ventes_jour', 'ventes_heure', 'ventes_produit_jour'] as const;

let base: TestDatabase;
let database: Database;
let prisma: PrismaClient;
let projections: ProjectionRepository;

beforeAll(async () => {
  base = await createTestDatabase('reporting');
  database = openDatabase({
    url: base.url,
    service: 'reporting',
    logger: createLogger('reporting', 'silent'),
    metrics: createMetrics('reporting'),
  });
  prisma = createPrisma(database);
  projections = projectionRepository(prisma);
});

afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
  await base.drop();
});

beforeEach(async () => {
  await base.query(`TRUNCATE ${TABLES.join(', ')}`);
  await base.query(`UPDATE curseur SET position = NULL, comptes = 0`);
});

/** A row of a projection. */
interface Rangee extends Record<string, unknown> {
  nom: string;
  ligne: Record<string, number | string>;
}

/** Every projection, row by row, in a comparable form. */
async function photo(): Promise<string[]> {
  const tables = TABLES.map(
    (table) => `SELECT '${table}' AS nom, to_jsonb(t) AS ligne FROM ${table} AS t`,
  );
  return decrire(await base.query<Rangee>(tables.join(' UNION ALL ')));
}

function decrire(rangees: readonly Rangee[]): string[] {
  return rangees
    .map(({ nom, ligne }) => `${nom} ${JSON.stringify(Object.entries(ligne).sort())}`)
    .sort();
}

describe('appliquer_evenements', () => {
  test('counts a slice and moves the cursor', async () => {
    const vente = validee({ lignes: [[5, 2, 200]], arrondi: -2 });
    expect(await projections.appliquer([apportDe(vente)], null, '7')).toBe(1);
    expect(await projections.position()).toBe('7');
    expect(await base.query('SELECT * , jour::text AS jour FROM ventes_jour')).toEqual([
      {
        magasin_id: 1,
        caisse_id: 1,
        jour: '2026-11-22',
        sous_total: '200',
        tps: '5',
        tvq: '10',
        total: '215',
        arrondi: '-2',
        nombre: '1',
      },
    ]);
  });

  test('does nothing when the same slice is applied again', async () => {
    const lot = [apportDe(validee()), apportDe(validee())];
    await projections.appliquer(lot, null, '2');
    const avant = await photo();
    expect(await projections.appliquer(lot, null, '2')).toBeNull();
    expect(await photo()).toEqual(avant);
    expect(await projections.position()).toBe('2');
  });

  test('lets one of many replicas apply a slice, and the others do nothing', async () => {
    for (let tour = 0; tour < 10; tour += 1) {
      const de = tour === 0 ? null : String(tour);
      const lot = Array.from({ length: 20 }, () => apportDe(validee()));
      const resultats = await Promise.all(
        Array.from({ length: 8 }, () => projections.appliquer(lot, de, String(tour + 1))),
      );
      expect(resultats.filter((comptes) => comptes === 20)).toHaveLength(1);
      expect(resultats.filter((comptes) => comptes === null)).toHaveLength(7);
    }
    expect(await somme('nombre')).toBe(200);
    expect(await somme('total')).toBe(200 * 115);
  });

  test('counts nothing of a slice that holds a broken event, and leaves the cursor', async () => {
    const faux = { ...apportDe(validee()), heure: 24 };
    await expect(projections.appliquer([apportDe(validee()), faux], null, '2')).rejects.toThrow();
    expect(await photo()).toEqual([]);
    expect(await projections.position()).toBeNull();
    expect(await base.query('SELECT comptes FROM curseur')).toEqual([{ comptes: '0' }]);
  });

  test('comes back to zero after the whole of a sale was returned in two parts', async () => {
    const lot = [
      validee({
        arrondi: 2,
        lignes: [
          [5, 2, 200],
          [1, 1, 150],
        ],
      }),
      annulee(false, { lignes: [[5, 2, 200]] }),
      annulee(true, { arrondi: 2, lignes: [[1, 1, 150]] }),
    ];
    await projections.appliquer(lot.map(apportDe), null, '3');
    expect(
      await base.query('SELECT sous_total, tps, tvq, total, arrondi, nombre FROM ventes_jour'),
    ).toEqual([{ sous_total: '0', tps: '0', tvq: '0', total: '0', arrondi: '0', nombre: '0' }]);
  });

  test('counts the cent that a return corrects on a line that it does not hold', async () => {
    const retour = annulee(false, { lignes: [[5, 1, 100]] });
    retour.charge.lignes.push({
      produitId: 1,
      quantite: 0,
      sousTotal: 0,
      tps: 0,
      tvq: -1,
      total: -1,
    });
    retour.charge.tvq -= 1;
    retour.charge.total -= 1;
    await projections.appliquer(
      [
        apportDe(
          validee({
            lignes: [
              [5, 1, 100],
              [1, 1, 100],
            ],
          }),
        ),
        apportDe(retour),
      ],
      null,
      '2',
    );
    expect(
      await base.query('SELECT produit_id, quantite, total FROM ventes_produit_jour ORDER BY 1'),
    ).toEqual([
      { produit_id: 1, quantite: '1', total: '116' },
      { produit_id: 5, quantite: '0', total: '0' },
    ]);
    expect(await somme('total')).toBe(116);
  });

  test('folds the log into other tables when another schema comes first', async () => {
    const lot = [apportDe(validee()), apportDe(annulee(false))];
    await projections.appliquer(lot, null, '2');
    // The test's own connection is a single one, so that its search_path lasts.
    await base.query('CREATE SCHEMA reconstruction');
    for (const table of [...TABLES, 'curseur']) {
      await base.query(`CREATE TABLE reconstruction.${table} (LIKE public.${table} INCLUDING ALL)`);
    }
    await base.query(`INSERT INTO reconstruction.curseur (nom) VALUES ('vente')`);
    const avant = await photo();
    await base.query('SET search_path = reconstruction, public');
    try {
      await base.query(`SELECT appliquer_evenements($1, NULL, '2')`, [JSON.stringify(lot)]);
      expect(await photo()).toEqual(avant);
    } finally {
      await base.query('RESET search_path');
    }
    expect(await photo()).toEqual(avant);
    await base.query('DROP SCHEMA reconstruction CASCADE');
  });

  test('equals a naive fold, for any events, cut into any slices, each of them applied again', async () => {
    const faits = fc.record({
      magasinId: fc.integer({ min: 1, max: 3 }),
      caisseId: fc.integer({ min: 1, max: 2 }),
      jour: fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-23'),
      heure: fc.integer({ min: 0, max: 23 }),
      arrondi: fc.integer({ min: -2, max: 2 }),
      lignes: fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: 4 }),
          fc.integer({ min: 1, max: 9_999 }),
          fc.integer({ min: 0, max: 1_000_000_000_000 }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    }) as fc.Arbitrary<Faits>;
    const evenement = fc
      .tuple(faits, fc.constantFrom('validee', 'partielle', 'complete'))
      .map(([f, genre]) => (genre === 'validee' ? validee(f) : annulee(genre === 'complete', f)));
    const lots = fc.array(fc.array(evenement, { maxLength: 8 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lots, async (tranches) => {
        await base.query(`TRUNCATE ${TABLES.join(', ')}`);
        await base.query(`UPDATE curseur SET position = NULL, comptes = 0`);
        const connus: Apport[] = [];
        for (const [rang, tranche] of tranches.entries()) {
          connus.push(...tranche.map(apportDe));
          const appliquer = () =>
            projections.appliquer(
              tranche.map(apportDe),
              rang === 0 ? null : String(rang),
              String(rang + 1),
            );
          await Promise.all([appliquer(), appliquer()]);
        }
        expect(await photo()).toEqual(replier(connus));
      }),
      { numRuns: 40 },
    );
  });
});

async function somme(colonne: 'total' | 'nombre'): Promise<number> {
  const [ligne] = await base.query<{ somme: string }>(
    `SELECT sum(${colonne}) AS somme FROM ventes_jour`,
  );
  return Number(ligne?.somme);
}

/** The same sums, in the plainest way, in the form of `photo`. */
function replier(apports: readonly Apport[]): string[] {
  const lignes = new Map<string, Rangee>();
  const ajouter = (
    nom: string,
    cles: Record<string, number | string>,
    sommes: Record<string, number>,
  ) => {
    const cle = JSON.stringify([nom, cles]);
    const { ligne } = lignes.get(cle) ?? { ligne: { ...cles } };
    for (const [champ, valeur] of Object.entries(sommes)) {
      ligne[champ] = Number(ligne[champ] ?? 0) + valeur;
    }
    lignes.set(cle, { nom, ligne });
  };
  for (const { id: _id, sousTotal, lignes: produits, ...a } of apports) {
    const lieu = { magasin_id: a.magasinId, jour: a.jour };
    const { total, tps, tvq, arrondi, nombre } = a;
    const parCaisse = { ...lieu, caisse_id: a.caisseId };
    ajouter('ventes_jour', parCaisse, { sous_total: sousTotal, tps, tvq, total, arrondi, nombre });
    ajouter('ventes_heure', { ...lieu, heure: a.heure }, { total, nombre });
    for (const { produitId, quantite, total: montant } of produits) {
      ajouter(
        'ventes_produit_jour',
        { ...lieu, produit_id: produitId },
        { quantite, total: montant },
      );
    }
  }
  return decrire([...lignes.values()]);
}
