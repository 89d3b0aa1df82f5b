import { describe, expect, test } from '@jest/globals';
import { explainSystem, StartFailure } from './start-failure.ts';

const WHERE = { cluster: '/d/cluster', log: '/d/postgresql.log' };

describe('a server that does not start says why, where and what to do', () => {
  test.each([
    [
      `FATAL:  database files are incompatible with server
DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible with this version 18.4.`,
      'Les données de /d/cluster sont de PostgreSQL 17, et cette version de la caisse contient PostgreSQL 18.4.',
    ],
    [
      'FATAL:  could not open directory "pg_notify": No such file or directory',
      'Il manque « pg_notify » dans /d/cluster',
    ],
    [
      'FATAL:  required WAL directory "pg_wal" does not exist',
      'Il manque « pg_wal » dans /d/cluster',
    ],
    [
      `postgres: could not find the database system
Expected to find it in the directory "/d/cluster",
but could not open file "/d/cluster/global/pg_control": No such file or directory`,
      'Il manque « global/pg_control » dans /d/cluster',
    ],
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      'Il n’y a plus de place sur le disque de /d/cluster.',
    ],
    [
      'FATAL:  could not open lock file "postmaster.pid": Read-only file system',
      'Le disque de /d/cluster est en lecture seule.',
    ],
    [
      'FATAL:  could not open file "global/pg_control": Permission denied',
      'L’accès à /d/cluster est refusé.',
    ],
    ['FATAL:  insufficient file descriptors available to start server process', 'ulimit -n 4096'],
    ['PANIC:  could not locate a valid checkpoint record', 'abîmés ou incomplets'],
    ['FATAL:  data directory "/d/cluster" has invalid permissions', 'chmod 700'],
  ])('%s', (output, words) => {
    const { message } = new StartFailure(output, WHERE, 'fini par le code 1');
    expect(message).toContain(words);
    expect(message).toContain('(Journal : /d/postgresql.log)');
  });

  test('what nobody foresaw is shown as PostgreSQL wrote it', () => {
    const failure = new StartFailure('un\ndeux\nFATAL:  the moon', WHERE, 'fini par le code 1');
    expect(failure.message).toContain('FATAL:  the moon');
    expect(failure.message).toContain('/d/postgresql.log');
    expect(failure.output).toContain('the moon');
  });
});

describe('what the system refuses', () => {
  const refused = (code: string, path?: string) =>
    Object.assign(new Error(`${code}: refused`), { code, ...(path !== undefined && { path }) });

  test.each([
    ['EROFS', 'Le disque de /d est en lecture seule.'],
    ['ENOSPC', 'Il n’y a plus de place sur le disque de /d.'],
    ['EACCES', 'L’accès à /d est refusé.'],
    ['ENOTDIR', '/d n’est pas un dossier.'],
    ['EMFILE', 'Trop de fichiers'],
  ])('%s is told with the folder', (code, words) => {
    expect(explainSystem(refused(code), '/d')).toMatchObject({
      message: expect.stringContaining(words) as unknown,
    });
  });

  test('the path that the system names is more exact than the folder', () => {
    expect(explainSystem(refused('EACCES', '/d/password'), '/d')).toMatchObject({
      message: expect.stringContaining('/d/password') as unknown,
    });
  });

  test('any other error stays what it is', () => {
    const error = new Error('a bug');
    expect(explainSystem(error, '/d')).toBe(error);
  });
});
