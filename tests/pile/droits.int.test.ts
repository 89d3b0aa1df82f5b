import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

const DROITS = readFileSync('deploiement/droits.sql', 'utf8');
const AJOUTER = `SELECT inscrire_audit('ESSAI', '{"id": "1"}', 'produit 1', NULL, '{"prix": 1}')`;

/** A database of stock, its owner and its application, as deploiement/bases.sh leaves them. */
interface Base {
  commeApplication: pg.Client;
  commeProprietaire: pg.Client;
  fermer(): Promise<void>;
}

/** On the server of all tests, so that the roles have names of their own. */
async function ouvrir(ancienne: boolean): Promise<Base> {
  const serveur: TestDatabase = await createTestDatabase('stock');
  const nom = `droits_${randomBytes(6).toString('hex')}`;
  await serveur.query(`CREATE DATABASE ${nom}`);
  const [application, proprietaire] = [`app_${nom}`, `pro_${nom}`];
  const url = new URL(serveur.url);
  url.pathname = nom;
  const administrateur = url.href;
  const de = (role: string) => {
    url.username = role;
    url.password = 'essai';
    return url.href;
  };
  for (const role of [application, proprietaire]) {
    await serveur.query(`CREATE ROLE "${role}" LOGIN PASSWORD 'essai'`);
  }
  const directory = resolve('prisma/stock/migrations');
  if (ancienne) {
    // Before there were two roles: the application owned all, and migrated.
    await serveur.query(`ALTER DATABASE "${nom}" OWNER TO "${application}"`);
    await applyMigrations({ url: de(application), directory });
  }
  const droits = new pg.Client({
    connectionString: administrateur,
    options: `-c droits.application=${application} -c droits.proprietaire=${proprietaire}`,
  });
  await droits.connect();
  // As the deployment does at its first start: the roles, the migrations, the rights (`bases`, `migrate`, `droits`).
  await droits.query(DROITS);
  if (!ancienne) await applyMigrations({ url: de(proprietaire), directory });
  await droits.query(DROITS);
  await droits.end();
  const [commeApplication, commeProprietaire] = [application, proprietaire].map(
    (role) => new pg.Client({ connectionString: de(role) }),
  ) as [pg.Client, pg.Client];
  await Promise.all([commeApplication.connect(), commeProprietaire.connect()]);
  return {
    ...{ commeApplication, commeProprietaire },
    fermer: async () => {
      await Promise.all([commeApplication.end(), commeProprietaire.end()]);
      await serveur.query(`DROP DATABASE ${nom}`);
      await serveur.query(`DROP ROLE ${application}, ${proprietaire}`);
      await serveur.drop();
    },
  };
}

describe.each([
  ['a new deployment', false],
  ['a deployment whose application owned its database', true],
])('the rights in the database of %s', (_, ancienne) => {
  let base: Base;

  beforeAll(async () => {
    base = await ouvrir(ancienne);
  });
  afterAll(() => base.fermer());

  test('let the application work: read, write, call', async () => {
    const { commeApplication: app } = base;
    await app.query(
      `SELECT inscrire_mouvements(ARRAY[ROW(1, 42, 10, 0, 'OUVERTURE', NULL, NULL, NULL, 'essai')::mouvement_a_inscrire])`,
    );
    const { rows } = await app.query('SELECT disponible FROM stock WHERE produit_id = 42');
    expect(rows).toEqual([{ disponible: 10 }]);
  });

  test('let it add to the audit log, and read it', async () => {
    const { commeApplication: app } = base;
    await app.query(AJOUTER);
    const { rows } = await app.query('SELECT action FROM audit');
    expect(rows).toContainEqual({ action: 'ESSAI' });
  });

  test.each([
    'INSERT INTO audit SELECT * FROM audit',
    `UPDATE audit SET action = 'RIEN'`,
    'DELETE FROM audit',
    'TRUNCATE audit',
    'ALTER TABLE audit DISABLE TRIGGER ALL',
    'DROP TABLE audit',
    `CREATE OR REPLACE FUNCTION refuser_reecriture_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    'DROP FUNCTION inscrire_audit',
    'CREATE TABLE a_moi (id integer)',
    `SET session_replication_role = 'replica'`,
    `UPDATE _prisma_migrations SET checksum = ''`,
    'SELECT * FROM _prisma_migrations',
    'UPDATE mouvement SET delta_disponible = 1',
    'DELETE FROM mouvement',
    'TRUNCATE mouvement',
  ])('refuse it: %s', async (sql) => {
    await expect(base.commeApplication.query(sql)).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  test('let nobody else add to the audit log', async () => {
    const { rows } = await base.commeProprietaire.query(
      `SELECT has_function_privilege('public', oid, 'EXECUTE') AS ouverte FROM pg_proc WHERE proname = 'inscrire_audit'`,
    );
    expect(rows).toEqual([{ ouverte: false }]);
  });

  test('give the application what a later migration makes, and no more', async () => {
    await base.commeProprietaire.query('CREATE TABLE neuve (id serial PRIMARY KEY)');
    await base.commeApplication.query('INSERT INTO neuve DEFAULT VALUES');
    await expect(base.commeApplication.query('DROP TABLE neuve')).rejects.toThrow(/must be owner/);
  });

  test('let the owner rewrite nothing of the audit log either', async () => {
    await expect(base.commeProprietaire.query('DELETE FROM audit')).rejects.toThrow('append-only');
  });
});

/** What droits.sql closes, by the database that holds it. */
const ECRITES_UNE_FOIS = [
  ['stock', 'mouvement'],
  ['vente', 'evenement'],
  ['vente', 'paiement'],
  ['produit', 'prix_historique'],
] as const;

describe('what is written once', () => {
  test('is all that droits.sql names', () => {
    const [, liste = ''] = /ARRAY\[('mouvement'[^\]]*)\]/.exec(DROITS) ?? [];
    expect([...liste.matchAll(/'(\w+)'/g)].map(([, nom]) => nom).toSorted()).toEqual(
      ECRITES_UNE_FOIS.map(([, table]) => table).toSorted(),
    );
  });

  test.each(ECRITES_UNE_FOIS)(
    'in %s, %s: no function of the database and no statement of the service changes it',
    async (service, table) => {
      const base = await createTestDatabase(service);
      try {
        const ecriture = new RegExp(
          `(UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\\s+(ONLY\\s+)?(public\\.)?"?${table}\\b|FROM ${table}[^;]*FOR (NO KEY )?(UPDATE|SHARE)`,
          'i',
        );
        const fonctions = await base.query<{ nom: string; corps: string }>(
          `SELECT proname AS nom, prosrc AS corps FROM pg_proc
           WHERE pronamespace = 'public'::regnamespace`,
        );
        expect(fonctions.filter(({ corps }) => ecriture.test(corps)).map(({ nom }) => nom)).toEqual(
          [],
        );
        const sources = sourcesDe(`subgraphs/${service}/src`);
        expect(sources.filter((fichier) => ecriture.test(readFileSync(fichier, 'utf8')))).toEqual(
          [],
        );
      } finally {
        await base.drop();
      }
    },
  );
});

/** The programs of a service, without its tests. */
function sourcesDe(dossier: string): string[] {
  return readdirSync(dossier, { recursive: true, encoding: 'utf8' })
    .filter((fichier) => /\.ts$/.test(fichier) && !/\.test\.ts$|generated/.test(fichier))
    .map((fichier) => join(dossier, fichier));
}
