import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneMigrated } from '../test/database.ts';
import type { TestDatabase } from '../test/index.ts';
import { applyMigrations } from './index.ts';

describe('applyMigrations', () => {
  let folder: string;
  let directory: string;
  let database: TestDatabase;

  const write = (name: string, sql: string) => {
    mkdirSync(join(directory, name), { recursive: true });
    writeFileSync(join(directory, name, 'migration.sql'), sql);
  };
  const apply = () => applyMigrations({ url: database.url, directory });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    directory = join(folder, 'stock', 'migrations');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
    database = await cloneMigrated('empty', directory);
  });

  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  test('applies what is missing, in order, and nothing twice', async () => {
    write('20260102000000_deux', 'INSERT INTO niveau VALUES (1), (2);');
    write('20260101000000_un', 'CREATE TABLE niveau (quantite int);');

    expect(await apply()).toEqual(['20260101000000_un', '20260102000000_deux']);
    expect(await apply()).toEqual([]);
    write('20260103000000_trois', 'DELETE FROM niveau WHERE quantite = 1;');
    expect(await apply()).toEqual(['20260103000000_trois']);

    expect(await database.query('SELECT quantite FROM niveau')).toEqual([{ quantite: 2 }]);
  });

  test('takes functions, whose bodies hold semicolons', async () => {
    write(
      '20260101000000_fonction',
      `CREATE FUNCTION un() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;`,
    );

    await apply();

    expect(await database.query('SELECT un()')).toEqual([{ un: 1 }]);
  });

  test('names the migration that failed and why, keeps what came before it and nothing of it', async () => {
    write('20260101000000_un', 'CREATE TABLE niveau (quantite int PRIMARY KEY);');
    write(
      '20260102000000_mauvaise',
      'INSERT INTO niveau VALUES (1); INSERT INTO absente VALUES (1);',
    );
    write('20260103000000_jamais', 'DROP TABLE niveau;');

    await expect(apply()).rejects.toThrow(
      /^The migration 20260102000000_mauvaise \(stock\/migrations\) failed: No such table: absente$/,
    );

    expect(await database.query('SELECT * FROM niveau')).toEqual([]);
  });

  test('tries a failed migration again once it is corrected', async () => {
    write('20260101000000_un', 'CREATE TABLE niveau (quantite int); SELECT 1 / 0;');
    await expect(apply()).rejects.toThrow('division by zero');
    await expect(apply()).rejects.toThrow('division by zero');

    write('20260101000000_un', 'CREATE TABLE niveau (quantite int);');

    expect(await apply()).toEqual(['20260101000000_un']);
    expect(await apply()).toEqual([]);
  });

  test('lets processes that start together take turns', async () => {
    write('20260101000000_un', 'CREATE TABLE niveau (quantite int); SELECT pg_sleep(0.1);');

    const applied = await Promise.all([apply(), apply(), apply(), apply()]);

    expect(applied.flat()).toEqual(['20260101000000_un']);
  });

  test('leaves a history that Prisma reads', async () => {
    write('20260101000000_un', 'SELECT 1;');
    await apply();

    const history = await database.query(
      `SELECT migration_name, length(checksum) AS length, finished_at IS NOT NULL AS finished, rolled_back_at FROM _prisma_migrations`,
    );

    expect(history).toEqual([
      { migration_name: '20260101000000_un', length: 64, finished: true, rolled_back_at: null },
    ]);
  });

  test('says which folder or script is missing', async () => {
    mkdirSync(join(directory, '20260101000000_vide'));
    await expect(apply()).rejects.toThrow('The migration 20260101000000_vide has no migration.sql');
    await expect(
      applyMigrations({ url: database.url, directory: join(folder, 'rien') }),
    ).rejects.toThrow(/no migrations folder .*rien/);
  });
});
