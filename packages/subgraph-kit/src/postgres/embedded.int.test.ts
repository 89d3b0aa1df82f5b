import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { waitFor } from '../test/wait-for.ts';
import { removeAbandonedServer, startEmbeddedPostgres } from './embedded.ts';
import { startHolder } from './fixtures/child.ts';
import { recordedPid } from './postmaster.ts';
import { isAlive } from './process-identity.ts';

const QUICK = { fsync: 'off' };

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

// One folder for all: making the files takes a second, and each test leaves the server stopped.
describe('the embedded PostgreSQL', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'embedded-')), 'data');
    // What a first start that was interrupted leaves behind.
    mkdirSync(join(dataDir, 'cluster-unfinished'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster-unfinished', 'PG_VERSION'), '18');
    const steps: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir,
      settings: QUICK,
      onProgress: (step) => steps.push(step),
    });
    expect(steps).toEqual(['initialise', 'start']);
    await server.stop();
  });

  afterAll(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

  test('keeps the data from one start to the next', async () => {
    const first = await startEmbeddedPostgres({ dataDir, settings: QUICK });
    expect(await first.createDatabase('garde')).toBe(true);
    await query(first.url('garde'), `CREATE TABLE produit AS SELECT 'Érable' AS nom`);
    await first.stop();

    const second = await startEmbeddedPostgres({ dataDir, settings: QUICK });

    expect(await second.createDatabase('garde')).toBe(false);
    expect(await query(second.url('garde'), 'SELECT nom FROM produit')).toEqual([
      { nom: 'Érable' },
    ]);
    await second.stop();
  });

  test('listens on the loopback only, in UTC and UTF-8, and keeps what it has committed', async () => {
    const server = await startEmbeddedPostgres({ dataDir });

    const rows = await query(
      server.url('postgres'),
      `SELECT name, setting FROM pg_settings WHERE name IN
       ('listen_addresses', 'unix_socket_directories', 'max_connections', 'TimeZone', 'server_encoding', 'fsync', 'log_statement')`,
    );

    await server.stop();
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      TimeZone: 'UTC',
      server_encoding: 'UTF8',
      fsync: 'on',
      log_statement: 'none',
    });
  });

  test('asks for a password that only its owner can read', async () => {
    const server = await startEmbeddedPostgres({ dataDir, settings: QUICK });
    const url = new URL(server.url('postgres'));

    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(decodeURIComponent(url.password)).toBe(readFileSync(join(dataDir, 'password'), 'utf8'));
    url.password = 'devine';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  test('is refused to a second owner while the first one lives', async () => {
    const server = await startEmbeddedPostgres({ dataDir, settings: QUICK });

    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `sert déjà au processus ${process.pid}`,
    );

    expect(await query(server.url('postgres'), 'SELECT 1 AS un')).toEqual([{ un: 1 }]);
    await server.stop();
  });

  test('refuses a name that is not one of a database', async () => {
    const server = await startEmbeddedPostgres({ dataDir, settings: QUICK });

    await expect(server.createDatabase('a"; DROP DATABASE postgres; --')).rejects.toThrow(
      'is not a database name',
    );

    await server.stop();
  });

  test('recovers from an owner killed outright, which leaves its server running', async () => {
    const holder = await startHolder(dataDir);
    await query(holder.url, 'CREATE TABLE vente AS SELECT 1 AS id');
    const orphan = recordedPid(dataDir) as number;
    holder.process.kill('SIGKILL');
    await holder.ended;
    expect(isAlive(orphan)).toBe(true);

    const steps: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir,
      settings: QUICK,
      onProgress: (step) => steps.push(step),
    });

    expect(steps).toEqual(['recover', 'start']);
    expect(isAlive(orphan)).toBe(false);
    expect(await query(server.url('held'), 'SELECT id FROM vente')).toEqual([{ id: 1 }]);
    await server.stop();
  });

  test('recovers when the server was killed as well', async () => {
    const holder = await startHolder(dataDir);
    const orphan = recordedPid(dataDir) as number;
    process.kill(orphan, 'SIGKILL');
    holder.process.kill('SIGKILL');
    await holder.ended;

    const server = await startEmbeddedPostgres({ dataDir, settings: QUICK });

    expect(await query(server.url('held'), 'SELECT 1 AS un')).toEqual([{ un: 1 }]);
    await server.stop();
  });

  test('recovers from an orphan that somebody froze, and from a file of its id that a crash cut short', async () => {
    const holder = await startHolder(dataDir);
    const orphan = recordedPid(dataDir) as number;
    holder.process.kill('SIGKILL');
    await holder.ended;
    process.kill(orphan, 'SIGSTOP');
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'gar');

    const steps: string[] = [];
    const onProgress = (step: string) => steps.push(step);
    const server = await startEmbeddedPostgres({ dataDir, settings: QUICK, onProgress });

    expect(steps).toEqual(['recover', 'start']);
    expect(isAlive(orphan)).toBe(false);
    await server.stop();
    // Nobody is left to have written it: PostgreSQL alone would refuse for ever.
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), '');
    await (await startEmbeddedPostgres({ dataDir, settings: QUICK })).stop();
    expect(
      readFileSync(join(dataDir, 'postgresql.log'), 'utf8').match(/starting/g)?.length,
    ).toBeGreaterThan(2);
  });

  test('refuses what is incomplete, changes nothing, and starts when it is put back', async () => {
    const start = () => startEmbeddedPostgres({ dataDir, settings: QUICK });
    const at = (name: string) => join(dataDir, name);
    const password = readFileSync(at('password'), 'utf8');
    const without = async (name: string, words: string) => {
      renameSync(at(name), at('elsewhere'));
      await expect(start()).rejects.toThrow(words);
      renameSync(at('elsewhere'), at(name));
    };

    await without('cluster', `Les données de ${at('cluster')} ont disparu`);
    await without('cluster/pg_notify', 'Il manque « pg_notify »');
    await without('cluster/global/pg_control', 'Il manque « global/pg_control »');
    await without('password', `Le fichier ${at('password')} manque`);
    const version = readFileSync(at('cluster/PG_VERSION'), 'utf8');
    writeFileSync(at('cluster/PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow('sont de PostgreSQL 17');
    writeFileSync(at('cluster/PG_VERSION'), version);

    expect(readFileSync(at('password'), 'utf8')).toBe(password);
    expect(readdirSync(dataDir)).not.toContain('proprietaire.pid');
    writeFileSync(at('password'), 'autre');
    const server = await start();
    await expect(server.createDatabase('autre')).rejects.toThrow('n’est pas celui des données');
    await server.stop();
    writeFileSync(at('password'), password);
  });

  test('survives a Ctrl-C until its owner stops it, silently', async () => {
    const holder = await startHolder(dataDir);
    const server = recordedPid(dataDir) as number;
    const log = () => readFileSync(join(dataDir, 'postgresql.log'), 'utf8');
    const before = log();

    process.kill(-holder.pid, 'SIGINT'); // The whole group, as a terminal does.

    expect(await holder.ended).toEqual({ code: 0, signal: null });
    expect(isAlive(server)).toBe(false);
    expect(holder.output()).toBe(`ready ${holder.url}\nstopped\n`);
    const said = log().slice(before.length);
    expect(said.match(/received .* shutdown request/g)).toEqual(['received fast shutdown request']);
  });

  test('does not outlive an owner that ends without stopping it', async () => {
    const holder = await startHolder(dataDir);
    const server = recordedPid(dataDir) as number;

    holder.process.kill('SIGUSR2');

    expect(await holder.ended).toEqual({ code: 3, signal: null });
    await waitFor(() => !isAlive(server));
  });
});

test('A throw-away server whose owner was killed can be removed, one in use cannot', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'abandoned-'));
  const holder = await startHolder(dataDir);
  const server = recordedPid(dataDir) as number;

  expect(await removeAbandonedServer(dataDir)).toBe(false);
  expect(isAlive(server)).toBe(true);

  holder.process.kill('SIGKILL');
  await holder.ended;
  expect(await removeAbandonedServer(dataDir)).toBe(true);
  expect(isAlive(server)).toBe(false);
  expect(existsSync(dataDir)).toBe(false);
});
