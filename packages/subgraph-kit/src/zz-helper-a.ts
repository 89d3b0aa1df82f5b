import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { applyMigrations } from './migrations/index.ts';
import pg from 'pg';
console.time('start');
const s = await startEmbeddedPostgres({
  dataDir: process.argv[2]!,
  onProgress: console.log,
  settings: { fsync: 'off' },
});
console.timeEnd('start');
console.log(await s.createDatabase('essai'), await s.createDatabase('essai'));
const c = new pg.Client({ connectionString: s.url('essai') });
await c.connect();
for (const q of [
  'CREATE EXTENSION IF NOT EXISTS unaccent',
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  'CREATE EXTENSION IF NOT EXISTS btree_gin',
  `select lower(unaccent('ÉRABLE Œuf')), version(), pg_current_xact_id()`,
  `select lower('ÉRABLE') l`,
  `select * from (values ('zeste'),('érable'),('eau')) v(x) order by x collate "fr-x-icu"`,
  `show data_directory`,
])
  try {
    console.log((await c.query(q)).rows);
  } catch (e) {
    console.log(q, String(e));
  }
await c.end();
console.time('migr');
for (const dir of process.argv.slice(3))
  for (let i = 0; i < 2; i++)
    try {
      console.log(await applyMigrations({ url: s.url('essai'), directory: dir }));
    } catch (e) {
      console.log('ERR', e);
    }
console.timeEnd('migr');
await s.stop();
