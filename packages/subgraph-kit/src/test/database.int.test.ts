import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cloneMigrated } from './database.ts';
import { createTestDatabase } from './index.ts';

describe('a test database', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'migrations-'));
    mkdirSync(join(directory, '20260101000000_premier'));
    writeFileSync(
      join(directory, '20260101000000_premier', 'migration.sql'),
      'CREATE TABLE produit (nom text);',
    );
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  test('is migrated, and what one does is not seen by another', async () => {
    const [one, other] = await Promise.all([
      cloneMigrated('kit', directory),
      cloneMigrated('kit', directory),
    ]);

    await one.query('INSERT INTO produit VALUES ($1)', ['Café']);

    expect(await one.query('SELECT nom FROM produit')).toEqual([{ nom: 'Café' }]);
    expect(await other.query('SELECT nom FROM produit')).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  test('migrates once however many clones are asked for at the same time', async () => {
    const clones = await Promise.all(
      Array.from({ length: 6 }, () => cloneMigrated('kit', directory)),
    );

    for (const clone of clones) {
      expect(await clone.query('SELECT count(*)::int AS n FROM _prisma_migrations')).toEqual([
        { n: 1 },
      ]);
    }
    const [server] = clones;
    const templates = await server!.query(
      `SELECT datname FROM pg_database WHERE datname LIKE '%_draft'`,
    );
    expect(templates).toEqual([]);
    await Promise.all(clones.map((clone) => clone.drop()));
  });

  test('refuses to be dropped while a pool is open, and says whose it is', async () => {
    const database = await cloneMigrated('kit', directory);
    const pool = new pg.Pool({
      connectionString: database.url,
      application_name: 'forgotten-pool',
    });
    await pool.query('SELECT 1');

    await expect(database.drop()).rejects.toThrow(
      /1 connection\(s\) .* still open[^]*forgotten-pool, idle, last: SELECT 1/,
    );

    await pool.end();
    await database.drop();
  });

  test('is gone after drop', async () => {
    const database = await cloneMigrated('kit', directory);
    const witness = await cloneMigrated('kit', directory);

    await database.drop();

    const name = new URL(database.url).pathname.slice(1);
    expect(await witness.query('SELECT FROM pg_database WHERE datname = $1', [name])).toEqual([]);
    await witness.drop();
  });

  test('of a subgraph without migrations is refused by name', async () => {
    await expect(createTestDatabase('inconnu')).rejects.toThrow(/prisma\/inconnu\/migrations/);
  });
});
