import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { applyMigrations } from '@caisse/subgraph-kit/migrations';
import { waitFor } from '@caisse/subgraph-kit/test';

import { openDatabases } from './databases.ts';
import { type Bench, openBench } from './test/bench.ts';

let bench: Bench;
let folder: string;

beforeAll(async () => {
  bench = await openBench();
  await bench.receive(1, [5, 7]);
  await bench.sell();
  await bench.follow();
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
});

afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

/** Adds a column to vente, as the next version would. */
function migrate(column: string) {
  const directory = join(folder, column, 'migrations');
  mkdirSync(join(directory, `20990101000000_${column}`), { recursive: true });
  writeFileSync(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
  writeFileSync(
    join(directory, `20990101000000_${column}`, 'migration.sql'),
    `ALTER TABLE vente ADD COLUMN ${column} integer`,
  );
  return applyMigrations({ url: bench.urls.vente, directory }, { lockTimeoutMs: 100, pauseMs: 20 });
}

const reading = (text: string) =>
  waitFor(async () => {
    const rows = await bench.bases.vente.query(
      `SELECT FROM pg_stat_activity WHERE application_name = 'verification' AND query LIKE $1`,
      [`%${text}%`],
    );
    return rows.length > 0;
  });

describe('a long reading', () => {
  const options = { statementTimeoutMs: 600_000, gentle: true };

  test('ends as soon as a migration wants the table, and sales go on all the while', async () => {
    const { databases, close, calm } = openDatabases(bench.urls, options);
    const read = databases.vente.snapshot(async () => {
      await databases.vente.query('SELECT FROM vente');
      await databases.vente.query('SELECT pg_sleep(600)');
    });
    const ended = expect(read).rejects.toThrow('vente is being migrated');
    await reading('pg_sleep');
    const migrated = migrate('essai_un');
    const sold = await bench.sell();
    expect(sold.numero).toBe('1-1-000002');
    expect(await migrated).toEqual(['20990101000000_essai_un']);
    await ended;

    // Until somebody has waited for its end, nothing is read.
    await expect(databases.vente.query('SELECT 1')).rejects.toThrow('vente is being migrated');
    await calm();
    expect(await databases.vente.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await close();
  });

  test('ends also while another database is being read in the same transactions', async () => {
    const { databases, close } = openDatabases(bench.urls, options);
    const read = databases.vente.snapshot(async () => {
      await databases.vente.query('SELECT FROM vente');
      await databases.stock.query('SELECT pg_sleep(600)');
    });
    const ended = expect(read).rejects.toThrow('vente is being migrated');
    await reading('FROM vente');
    expect(await migrate('essai_deux')).toEqual(['20990101000000_essai_deux']);
    await ended;
    await close();
  });

  test('is done again once the migration is done', async () => {
    const looked = bench.look({ only: ['V6', 'V12'] });
    const [results] = await Promise.all([looked, migrate('essai_trois')]);
    expect(results.map(({ invariant, found }) => [invariant, found])).toEqual([
      ['V6', 0],
      ['V12', 0],
    ]);
  });
});
