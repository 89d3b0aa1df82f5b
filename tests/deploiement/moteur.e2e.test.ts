import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findTools, missingMessage, type Tools } from '@caisse/pile';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts, waitFor } from '@caisse/subgraph-kit/test';

const found = findTools(process.env['PATH'] ?? '');
const ID = '0123456789ab'.repeat(5).slice(0, 64).padEnd(64, 'f');

if ('missing' in found && process.env['CI'] !== 'true') {
  test(`Nginx is missing: ${missingMessage(found.missing)}`, () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else describe('what Alloy may ask of the container engine', essais);

function essais() {
  const { tools } = found as { tools: Tools };
  let dossier: string;
  let moteur: Server;
  let nginx: ChildProcess;
  let port: number;
  let demandes: string[];

  beforeAll(async () => {
    dossier = mkdtempSync(join(tmpdir(), 'moteur-'));
    const socket = join(dossier, 'docker.sock');
    moteur = createServer((demande, reponse) => {
      demandes.push(`${demande.method} ${demande.url}`);
      reponse.end('du moteur');
    }).listen(socket);
    await once(moteur, 'listening');
    [port = 0] = await freePorts(1);
    const conf = join(dossier, 'moteur.conf');
    writeFileSync(
      conf,
      readFileSync('deploiement/moteur.conf', 'utf8')
        .replaceAll('/tmp/', `${dossier}/`)
        .replace('/var/run/docker.sock', socket)
        .replace('listen 2375', `listen 127.0.0.1:${port}`),
    );
    const user = process.getuid?.() === 0 ? 'user root; ' : '';
    nginx = spawn(tools.nginx, ['-e', 'stderr', '-c', conf, '-g', `daemon off; ${user}`], {
      stdio: 'ignore',
    });
    demandes = [];
    await waitFor(() => demander('GET', '/_ping').then(({ statut }) => statut === 200));
  });
  afterAll(async () => {
    const fin = once(nginx, 'exit');
    nginx.kill('SIGQUIT');
    await fin;
    moteur.close();
    rmSync(dossier, { recursive: true, force: true });
  });

  const demander = (method: string, path: string) =>
    new Promise<{ statut: number | undefined; passe: boolean }>((fait, rate) => {
      const avant = demandes.length;
      request({ host: '127.0.0.1', port, method, path }, (reponse) => {
        reponse
          .resume()
          .once('end', () => fait({ statut: reponse.statusCode, passe: demandes.length > avant }));
      })
        .once('error', rate)
        .end();
    });

  test.each([
    ['GET', '/v1.47/containers/json?filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D&all=1'],
    ['GET', '/v1.47/networks'],
    ['GET', `/v1.47/containers/${ID}/json`],
    ['GET', `/v1.47/containers/${ID}/logs?follow=1&since=0&stderr=1&stdout=1&timestamps=1`],
    ['GET', '/version'],
    ['HEAD', '/_ping'],
  ])('passes: %s %s', async (method, path) => {
    expect(await demander(method, path)).toEqual({ statut: 200, passe: true });
    expect(demandes.at(-1)).toBe(`${method} ${path}`);
  });

  test.each([
    ['POST', '/v1.47/containers/create'],
    ['POST', `/v1.47/containers/${ID}/exec`],
    ['POST', `/v1.47/containers/${ID}/stop`],
    ['DELETE', `/v1.47/containers/${ID}`],
    ['PUT', `/v1.47/containers/${ID}/archive?path=/`],
    ['POST', `/v1.47/containers/${ID}/logs`],
    ['GET', `/v1.47/containers/${ID}/archive?path=/run/secrets`],
    ['GET', `/v1.47/containers/${ID}/export`],
    ['GET', '/v1.47/containers/json/../../images/json'],
    ['GET', `/v1.47/containers/${ID}/json/%2e%2e/export`],
    ['GET', `/v1.47/containers/${ID}%2fexport`],
    ['GET', '//v1.47/secrets'],
    ['GET', '/v1.47/secrets'],
    ['GET', '/v1.47/volumes'],
    ['GET', '/info'],
    ['GET', '/v1.47/containers/json#/../../x'],
  ])('refuses: %s %s', async (method, path) => {
    expect(await demander(method, path)).toMatchObject({ passe: false });
  });
}
