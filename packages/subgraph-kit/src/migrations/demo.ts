import { readFile } from 'node:fs/promises';

import pg from 'pg';

/**
 * Loads a subgraph's demo data, once: the mark that says so is written in the same transaction.
 *
 * @param target.url the subgraph's database, migrated
 * @param target.file its demo.sql; a subgraph without one has no demo data
 * @param target.mark table that says that the file was loaded
 * @returns false when there was nothing to load
 */
export async function loadDemo(target: {
  url: string;
  file: string;
  mark?: 'donnees_demo' | 'comptes_demo';
}): Promise<boolean> {
  const { mark = 'donnees_demo' } = target;
  const script = await readFile(target.file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (script === null) return false;
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ done: boolean }>(
      `SELECT to_regclass('public.${mark}') IS NOT NULL AS done`,
    );
    if (rows[0]?.done) return false;
    await client.query(
      `BEGIN; CREATE TABLE ${mark} AS SELECT now() AS charge_le; ${script}; COMMIT`,
    );
    return true;
  } finally {
    await client.end();
  }
}
