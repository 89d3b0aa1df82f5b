import { mkdirSync, rmSync } from 'node:fs';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { resolve } from 'node:path';

import {
  type Child,
  createChild,
  findTools,
  hostPort,
  nginxProgram,
  type Tools,
  topologyOf,
} from '@caisse/pile';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { certificat } from './support/entree.ts';
import { MANQUE } from './support/ouvrir-pile.ts';

const rien = MANQUE !== undefined && process.env['CI'] !== 'true';

if (rien) {
  test(`Nginx is missing: ${MANQUE}`, () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else describe('Nginx, where it has a certificate', essais);

function essais() {
  const topology = topologyOf(`127.${192 + (process.pid % 60)}`);
  const dossier = resolve('artefacts/pile', `nginx-tls-${process.pid}`);
  const claire = `http://${hostPort(topology.entry)}`;
  const tls = hostPort({ ...topology.entry, port: 8443 });
  let nginx: Child;

  beforeAll(async () => {
    mkdirSync(dossier, { recursive: true });
    const { tools } = findTools(process.env['PATH'] ?? '') as { tools: Tools };
    const program = nginxProgram({
      ...{ topology, tools, dataDir: dossier, dist: '', logLevel: 'warn', restart: false },
      administrator: { identifiant: '', motDePasse: '' },
      nginx: { NGINX_TLS: 'oui', NGINX_TLS_PORT: ':8443', ...certificat(dossier, tls) },
    });
    nginx = createChild(program, { logs: dossier });
    await nginx.start();
  });
  afterAll(async () => {
    await nginx.stop();
    rmSync(dossier, { recursive: true, force: true });
  });

  const lire = (url: string) =>
    new Promise<IncomingMessage>((fait, rate) => {
      const recu = (reponse: IncomingMessage) => fait(reponse.resume());
      const demande = url.startsWith('https:')
        ? getHttps(url, { rejectUnauthorized: false }, recu)
        : getHttp(url, recu);
      demande.once('error', rate);
    });

  test('serves HTTPS with it, and has browsers keep to it, below its name too', async () => {
    const { statusCode, headers } = await lire(`https://${tls}/vivant`);
    expect(statusCode).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  test.each(['/', '/graphql?a=1', '/assets/x.js', '/graphiql'])(
    'sends plain HTTP there, whatever it asks: %s',
    async (chemin) => {
      const { statusCode, headers } = await lire(`${claire}${chemin}`);
      expect(statusCode).toBe(308);
      expect(headers.location).toBe(`https://${topology.entry.host}:8443${chemin}`);
    },
  );

  test('says without it that the process lives, to who looks after it', async () => {
    expect((await lire(`${claire}/vivant`)).statusCode).toBe(200);
  });
}
