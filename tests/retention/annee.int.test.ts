import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import {
  type Bases,
  CROISSANTES,
  mesurer,
  NOMS,
  preparer,
  type Taille,
  vivreJour,
} from './annee.ts';

const ouvertes: TestDatabase[] = [];
let bases: Bases;

beforeAll(async () => {
  ouvertes.push(...(await Promise.all(NOMS.map((nom) => createTestDatabase(nom)))));
  bases = Object.fromEntries(
    NOMS.map((nom, n) => [
      nom,
      (sql: string, valeurs?: unknown[]) => ouvertes[n]?.query(sql, valeurs),
    ]),
  ) as unknown as Bases;
  await preparer(bases);
});

afterAll(() => Promise.all(ouvertes.map((base) => base.drop())));

const lignesDe = (tailles: Taille[], table: string) =>
  tailles.find((taille) => taille.table === table)?.lignes ?? 0;

test('over a quarter, what is kept for a month stays as large as a month', async () => {
  const annee = { bases, graine: 1, ventes: 30 };
  const mesures: Taille[][] = [];
  for (let jour = 0; jour < 90; jour += 1) {
    await vivreJour(annee, jour);
    if (jour % 30 === 29) mesures.push(await mesurer(bases));
  }
  const [premier = [], second = [], troisieme = []] = mesures;
  for (const { table, lignes } of troisieme) {
    const reference = lignesDe(second, table);
    expect(reference).toBeGreaterThan(0);
    if (CROISSANTES.includes(table)) {
      expect(lignes).toBeGreaterThan(2 * lignesDe(premier, table));
    } else {
      // Of the busier and of the quieter months of one seed.
      expect({ table, plat: lignes < 1.3 * reference }).toEqual({ table, plat: true });
    }
  }
});
