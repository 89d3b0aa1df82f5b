import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { cloneMigrated } from '../test/database.ts';
import { type TestDatabase, waitFor } from '../test/index.ts';
import { applyMigrations, type MigrationOptions, type MigrationWait } from './index.ts';

const QUICK: MigrationOptions = { lockTimeoutMs: 100, pauseMs: 10 };

let folder: string;
let directory: string;
let database: TestDatabase;
let reader: pg.Client;
let waits: MigrationWait[];

const write = (name: string, sql: string) => {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, 'migration.sql'), sql);
};
const apply = (options: MigrationOptions = QUICK) =>
  applyMigrations(
    { url: database.url, directory },
    { ...options, onWait: (wait) => waits.push(wait) },
  );

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  directory = join(folder, 'vente', 'migrations');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
  write('20260101000000_un', 'CREATE TABLE recu (total int); INSERT INTO recu VALUES (115);');
  database = await cloneMigrated('waiting', directory);
  reader = new pg.Client({ connectionString: database.url, application_name: 'lecteur' });
  await reader.connect();
  waits = [];
});

afterEach(async () => {
  await reader.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Reads for as long as the test wants, as a report or the checker does. */
async function readOn(): Promise<void> {
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query('SELECT * FROM recu');
}

const columns = () => database.query('SELECT * FROM recu').then(([row]) => Object.keys(row ?? {}));

describe('a migration that needs a table which somebody reads', () => {
  test('lets the sales go on meanwhile, and lands when the reader is done', async () => {
    await readOn();
    write('20260102000000_monnaie', 'ALTER TABLE recu ADD COLUMN monnaie int');
    const applied = apply();
    // Behind a queued ALTER each of them would wait as long as the reader does.
    await database.query(`SET lock_timeout = '1s'`);
    for (let sale = 1; sale <= 20 || waits.length < 3; sale += 1) {
      await database.query('INSERT INTO recu VALUES (230)');
    }
    expect(await columns()).toEqual(['total']);
    await reader.query('COMMIT');

    expect(await applied).toEqual(['20260102000000_monnaie']);
    expect(await columns()).toEqual(['total', 'monnaie']);
    expect(waits[0]).toMatchObject({
      migration: '20260102000000_monnaie',
      base: expect.stringContaining('waiting'),
      holders: [expect.objectContaining({ application: 'lecteur' })],
    });
  });

  test('says who held it when it gives up, leaves nothing behind, and lands at the next call', async () => {
    await readOn();
    write(
      '20260102000000_monnaie',
      'CREATE TABLE trace (); ALTER TABLE recu ADD COLUMN monnaie int',
    );
    await expect(apply({ ...QUICK, patienceMs: 0 })).rejects.toThrow(
      /^The migration 20260102000000_monnaie \(vente\/migrations\) failed: .*; no lock while these are open: lecteur/,
    );
    expect(await database.query(`SELECT to_regclass('trace') AS trace`)).toEqual([{ trace: null }]);
    await reader.query('COMMIT');
    expect(await apply()).toEqual(['20260102000000_monnaie']);
  });
});

describe('an index that is built beside the work', () => {
  const INDEX = 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS recu_total ON recu (total)';
  const index = () =>
    database.query(
      `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('recu_total')`,
    );

  test('waits for old readers without a limit, while rows are written', async () => {
    await readOn();
    write('20260102000000_index', `-- Beside the work.\n${INDEX};\n`);
    const applied = apply();
    await waitFor(async () => (await index()).length === 1);
    await database.query('INSERT INTO recu VALUES (230)');
    await reader.query('COMMIT');

    expect(await applied).toEqual(['20260102000000_index']);
    expect(await index()).toEqual([{ valid: true }]);
    expect(waits).toEqual([]);
  });

  test('leaves no half of it behind when it cannot be, and is built at the next call', async () => {
    await database.query('INSERT INTO recu VALUES (115)');
    write('20260102000000_index', INDEX);
    await expect(apply()).rejects.toThrow(/^The migration 20260102000000_index .*recu_total/);
    expect(await index()).toEqual([]);
    await database.query('DELETE FROM recu');
    expect(await apply()).toEqual(['20260102000000_index']);
    expect(await index()).toEqual([{ valid: true }]);
  });

  test('is built again when a killed migration left half of it', async () => {
    await database.query('INSERT INTO recu VALUES (115)');
    await expect(database.query(INDEX)).rejects.toThrow('could not create unique index');
    expect(await index()).toEqual([{ valid: false }]);
    await database.query('DELETE FROM recu');
    write('20260102000000_index', INDEX);
    expect(await apply()).toEqual(['20260102000000_index']);
    expect(await index()).toEqual([{ valid: true }]);
  });

  test('does not wait for another process that waits for its turn to migrate', async () => {
    write('20260102000000_index', INDEX);
    const applied = await Promise.all([apply(), apply(), apply()]);
    expect(applied.flat()).toEqual(['20260102000000_index']);
  });
});
