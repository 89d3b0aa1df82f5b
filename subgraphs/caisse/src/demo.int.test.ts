import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { verify } from '@node-rs/argon2';

import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('caisse');
  for (const fichier of ['demo.sql', 'demo-comptes.sql']) {
    await database.query(
      readFileSync(new URL(`../../../prisma/caisse/${fichier}`, import.meta.url), 'utf8'),
    );
  }
});

afterAll(() => database.drop());

test('the demo data has seven places, and two tills in each store', async () => {
  const lieux = await database.query(`
    SELECT m.id, m.nom, m.type, array_agg(c.id ORDER BY c.numero) FILTER (WHERE c.id IS NOT NULL) AS caisses
    FROM magasin m LEFT JOIN caisse c ON c.magasin_id = m.id GROUP BY m.id ORDER BY m.id`);
  expect(lieux).toEqual([
    { id: 1, nom: 'Magasin un', type: 'MAGASIN', caisses: [1, 2] },
    { id: 2, nom: 'Magasin deux', type: 'MAGASIN', caisses: [3, 4] },
    { id: 3, nom: 'Magasin trois', type: 'MAGASIN', caisses: [5, 6] },
    { id: 4, nom: 'Magasin quatre', type: 'MAGASIN', caisses: [7, 8] },
    { id: 5, nom: 'Magasin cinq', type: 'MAGASIN', caisses: [9, 10] },
    { id: 6, nom: 'Centre logistique', type: 'CENTRE_LOGISTIQUE', caisses: null },
    { id: 7, nom: 'Maison mère', type: 'MAISON_MERE', caisses: null },
  ]);
});

test('a place and a till added after the demo data get free numbers', async () => {
  const [lieu] = await database.query<{ id: number }>(`
    INSERT INTO magasin (nom, quartier, type, adresse, telephone)
    VALUES ('Magasin six', 'Limoilou', 'MAGASIN', '', '') RETURNING id`);
  expect(lieu?.id).toBe(8);
  const [caisse] = await database.query<{ id: number }>(
    'INSERT INTO caisse (magasin_id, numero) VALUES (8, 1) RETURNING id',
  );
  expect(caisse?.id).toBe(11);
});

test('the demo accounts are one of each role, in each store, and their secrets are the ones told', async () => {
  const comptes = await database.query<{
    identifiant: string;
    role: string;
    magasin_id: number | null;
    mot_de_passe: string;
    nip: string | null;
  }>('SELECT identifiant, role, magasin_id, mot_de_passe, nip FROM employe ORDER BY id');
  expect(comptes.map(({ identifiant, magasin_id }) => [identifiant, magasin_id])).toEqual([
    ['admin', null],
    ['logistique', null],
    ...[1, 2, 3, 4, 5].map((magasin) => [`gerant${magasin}`, magasin]),
    ...[1, 2, 3, 4, 5].map((magasin) => [`caissier${magasin}`, magasin]),
  ]);
  for (const { identifiant, role, magasin_id, mot_de_passe, nip } of comptes) {
    expect(identifiant.startsWith(role.toLowerCase())).toBe(true);
    expect(await verify(mot_de_passe, 'demo')).toBe(true);
    const attendu = (role === 'GERANT' ? 2_000 : 1_000) + (magasin_id ?? 0);
    expect(nip === null ? magasin_id : await verify(nip, String(attendu))).toBe(
      nip === null ? null : true,
    );
  }
});
