import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const SECRET = 'VENTE-QUE-PERSONNE-NE-LIT';

/**
 * Plays `docker` for the two scripts: the server's files are a folder, the volume is another. What is asked of it is
 * written down.
 */
const DOCKER = `#!/bin/bash
echo "$*" >> "$JEU/appels"
case "$*" in
  *pg_basebackup*) tar -cf - -C "$JEU/serveur" . ;;
  'compose config'*) echo '{"volumes":{"postgres":{"name": "caisse_postgres"}}}' ;;
  'volume rm'*) rm -rf "$JEU/volume" ;;
  *tar*) mkdir -p "$JEU/volume" && tar -xzf - -C "$JEU/volume" ;;
esac
`;

describe('a backup', () => {
  let jeu: string;
  const dans = (...noms: string[]) => join(jeu, ...noms);
  const appels = () =>
    existsSync(dans('appels')) ? readFileSync(dans('appels'), 'utf8').trim().split('\n') : [];
  const lancer = (script: string, ...args: string[]) => {
    const { status, stderr } = spawnSync('bash', [resolve('deploiement', script), ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        JEU: jeu,
        PATH: `${dans('bin')}:${process.env['PATH'] ?? ''}`,
        SECRETS_DOSSIER: dans('secrets'),
        TMPDIR: dans('tmp'),
      },
    });
    return { status, stderr };
  };
  const sauver = () => lancer('sauvegarder.sh', dans('s.tar.gz.gpg'));
  const rendre = (fichier = dans('s.tar.gz.gpg')) => lancer('restaurer.sh', fichier, '--ecraser');

  beforeEach(() => {
    jeu = mkdtempSync(join(tmpdir(), 'sauvegarde-'));
    for (const dossier of ['bin', 'serveur', 'volume', 'secrets', 'tmp']) mkdirSync(dans(dossier));
    writeFileSync(dans('bin', 'docker'), DOCKER);
    chmodSync(dans('bin', 'docker'), 0o755);
    writeFileSync(dans('serveur', 'PG_VERSION'), '18\n');
    writeFileSync(dans('serveur', 'ventes'), SECRET.repeat(20_000));
    writeFileSync(dans('volume', 'present'), 'les ventes d’aujourd’hui');
    writeFileSync(dans('secrets', 'backup_password'), 'une phrase que personne ne devine\n');
  });
  afterEach(() => rmSync(jeu, { recursive: true, force: true }));

  test('comes back as it was', () => {
    expect(sauver()).toMatchObject({ status: 0 });
    expect(rendre()).toMatchObject({ status: 0 });
    expect(readdirSync(dans('volume')).sort()).toEqual(['PG_VERSION', 'ventes']);
    expect(readFileSync(dans('volume', 'ventes'), 'utf8')).toBe(SECRET.repeat(20_000));
    expect(appels().at(-1)).toContain('verifier.js');
    // Nothing of the keys is left, and no process that knows them.
    expect(readdirSync(dans('tmp'))).toEqual([]);
  });

  test('tells nothing to who has the file alone', () => {
    sauver();
    const octets = readFileSync(dans('s.tar.gz.gpg'));
    expect(octets.includes(SECRET)).toBe(false);
    // The magic number of gzip, which a plain backup begins with.
    expect(octets.subarray(0, 2).toString('hex')).not.toBe('1f8b');
    expect(spawnSync('gzip', ['-t'], { input: octets }).status).not.toBe(0);
  });

  test.each([
    ['of other secrets', () => writeFileSync(dans('secrets', 'backup_password'), 'une autre\n')],
    [
      'that was changed',
      () =>
        changer((octets) => {
          octets[octets.length >> 1]! ^= 1;
          return octets;
        }),
    ],
    ['that was cut short', () => changer((octets) => octets.subarray(0, octets.length - 400))],
  ])('%s is refused before anything stops', (_quoi, gater) => {
    sauver();
    gater();
    rmSync(dans('appels'));
    expect(rendre().status).not.toBe(0);
    expect(appels()).toEqual([]);
    expect(readdirSync(dans('volume'))).toEqual(['present']);
  });

  test('of a version that did not encrypt can still be restored', () => {
    const clair = dans('ancienne.tar.gz');
    spawnSync('tar', ['-czf', clair, '-C', dans('serveur'), '.']);
    expect(rendre(clair)).toMatchObject({ status: 0 });
    expect(readdirSync(dans('volume')).sort()).toEqual(['PG_VERSION', 'ventes']);
  });

  test('is not made without the secret, nor restored without a word for it', () => {
    rmSync(dans('secrets', 'backup_password'));
    expect(sauver().stderr).toContain('backup_password is missing');
    expect(lancer('restaurer.sh', dans('s.tar.gz.gpg')).stderr).toContain('--ecraser');
    expect(appels()).toEqual([]);
  });

  function changer(gater: (octets: Buffer) => Buffer): void {
    const octets = readFileSync(dans('s.tar.gz.gpg'));
    writeFileSync(dans('s.tar.gz.gpg'), gater(octets));
  }
});
