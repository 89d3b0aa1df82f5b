import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogger, createMetrics, openDatabase } from '@caisse/subgraph-kit';
import { type EmbeddedServer, startEmbeddedPostgres } from '@caisse/subgraph-kit/postgres';

const logger = createLogger('essai', 'silent');

describe('PostgreSQL with the certificates of certificats.sh', () => {
  let dossier: string;
  let serveur: EmbeddedServer;

  beforeAll(async () => {
    dossier = mkdtempSync(join(tmpdir(), 'postgres-tls-'));
    // Without TLS first: its folder and its user exist then.
    const dataDir = join(dossier, 'postgres');
    serveur = await startEmbeddedPostgres({ dataDir });
    await serveur.stop();
    const { uid, gid } = statSync(join(dataDir, 'cluster'));
    const certificats = join(dataDir, 'certificats');
    execFileSync('sh', [resolve('deploiement/certificats.sh')], {
      env: { ...process.env, SECRETS_DOSSIER: certificats, CERTIFICAT_AUSSI: 'DNS:localhost' },
      stdio: 'ignore',
    });
    const fichier = (nom: string) => join(certificats, nom);
    // What postgres-tls.sh does in the container.
    execFileSync('chmod', ['0600', fichier('postgres_cle')]);
    for (const chemin of [certificats, fichier('postgres_cle'), fichier('postgres_certificat')])
      chownSync(chemin, uid, gid);
    serveur = await startEmbeddedPostgres({
      dataDir,
      settings: {
        ...{ ssl: 'on', ssl_min_protocol_version: 'TLSv1.2' },
        ssl_cert_file: fichier('postgres_certificat'),
        ssl_key_file: fichier('postgres_cle'),
      },
    });
  });
  afterAll(async () => {
    await serveur.stop();
    rmSync(dossier, { recursive: true, force: true });
  });

  /** A service's address, as tls-donnees.yml writes it. */
  const adresse = (hote: string, ca: string) => {
    const url = new URL(serveur.url('postgres'));
    url.hostname = hote;
    url.search = `?sslmode=verify-full&sslrootcert=${ca}`;
    return url.href;
  };
  const ping = async (url: string) => {
    const metrics = createMetrics('essai');
    const base = openDatabase({ url, service: 'essai', poolMax: 1, logger, metrics });
    try {
      await base.ping();
    } finally {
      await base.close();
    }
  };

  test('a service that knows who signed its certificate works over TLS', async () => {
    await ping(adresse('localhost', join(dossier, 'postgres/certificats/donnees_ca')));
  });

  test('another name than the one of the certificate is not believed', async () => {
    const ca = join(dossier, 'postgres/certificats/donnees_ca');
    await expect(ping(adresse('127.0.0.1', ca))).rejects.toThrow(/certificate|altnames|IP/);
  });

  test('a certificate that somebody else signed is not believed', async () => {
    execFileSync('sh', [resolve('deploiement/certificats.sh')], {
      env: { ...process.env, SECRETS_DOSSIER: join(dossier, 'autre') },
      stdio: 'ignore',
    });
    const autre = join(dossier, 'autre/donnees_ca');
    expect(readFileSync(autre, 'utf8')).toContain('BEGIN CERTIFICATE');
    await expect(ping(adresse('localhost', autre))).rejects.toThrow(/certificate|signature/);
  });
});
