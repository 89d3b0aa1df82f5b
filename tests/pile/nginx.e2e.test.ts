import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

import {
  type Child,
  createChild,
  findTools,
  hostPort,
  nginxProgram,
  type Tools,
  type Topology,
  topologyOf,
} from '@caisse/pile';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { adresseVue, envoyer } from './support/entree.ts';
import { type FauxAmont, fauxAmont, mourir, repondre } from './support/faux-amonts.ts';
import { MANQUE } from './support/ouvrir-pile.ts';

const rien = MANQUE !== undefined && process.env['CI'] !== 'true';
const QUERY = '{ magasins { id } }';
/** The balancer that may stand in front. */
const DEVANT = '127.0.0.2';
const MUTATION = 'mutation { ajouterAuPanier(input: {}) { __typename } }';

if (rien) {
  test(`Nginx is missing: ${MANQUE}`, () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else describe('Nginx, as it is deployed', essais);

function essais() {
  // Beside the network of the whole stack, which another process of jest may run.
  const topology: Topology = topologyOf(`127.${192 + (process.pid % 60)}`);
  const dossier = resolve('artefacts/pile', `nginx-${process.pid}`);
  const amonts: FauxAmont[] = [];
  let nginx: Child;
  let routeurs: [FauxAmont, FauxAmont];
  let stocks: [FauxAmont, FauxAmont];

  beforeAll(async () => {
    mkdirSync(dossier, { recursive: true });
    const ouvrir = async (service: string) => {
      const replicas = topology.replicas.filter((replica) => replica.service === service);
      const ouverts = await Promise.all(replicas.map(fauxAmont));
      amonts.push(...ouverts);
      return ouverts as [FauxAmont, FauxAmont];
    };
    routeurs = await ouvrir('router');
    stocks = await ouvrir('stock');
    const { tools } = findTools(process.env['PATH'] ?? '') as { tools: Tools };
    const program = nginxProgram({
      ...{ topology, tools, dataDir: dossier, dist: '', logLevel: 'warn', restart: false },
      administrator: { identifiant: '', motDePasse: '' },
      nginx: {
        NGINX_DEBIT: '1r/s',
        NGINX_RAFALE: '40',
        NGINX_DEVANT: `set_real_ip_from ${DEVANT}; real_ip_header X-Forwarded-For;`,
      },
    });
    nginx = createChild(program, { logs: dossier });
    await nginx.start();
  });

  beforeEach(() => {
    for (const amont of amonts) {
      amont.conduite = repondre;
      amont.recues = [];
    }
  });

  afterAll(async () => {
    await nginx.stop();
    await Promise.all(amonts.map((amont) => amont.fermer()));
    rmSync(dossier, { recursive: true, force: true });
  });

  const dehors = (query: string, entetes: Record<string, string> = {}) =>
    envoyer(`http://${hostPort(topology.entry)}/graphql`, query, entetes);
  const dedans = (query: string, entetes: Record<string, string> = {}) =>
    envoyer(`http://${hostPort(topology.internal)}/stock/graphql`, query, entetes);
  const recues = (replicas: FauxAmont[]) => replicas.reduce((n, r) => n + r.recues.length, 0);

  /** Both die with the first request that they get, and answer the next ones. */
  const tuerUneFois = (replicas: FauxAmont[]) => {
    let tues = 0;
    for (const replica of replicas) {
      replica.conduite = (...args) => {
        tues += 1;
        (tues === 1 ? mourir : repondre)(...args);
      };
    }
  };

  describe('when a replica dies with a request', () => {
    test('sends a query to the other one', async () => {
      tuerUneFois(routeurs);
      expect(await dehors(QUERY)).toMatchObject({ statut: 200 });
      expect(recues(routeurs)).toBe(2);
    });

    test('does not send a mutation again, and says that the outcome is unknown', async () => {
      tuerUneFois(routeurs);
      const reponse = await dehors(MUTATION);
      expect(reponse).toMatchObject({
        statut: 502,
        corps: { errors: [{ extensions: { code: 'SERVICE_INDISPONIBLE' } }] },
      });
      expect(recues(routeurs)).toBe(1);
    });

    test.each([
      { documentId: 'a'.repeat(64) },
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    ])('does not send again what is named by its hash: it may be a mutation', async (corps) => {
      tuerUneFois(routeurs);
      const { status } = await fetch(`http://${hostPort(topology.entry)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(corps),
      });
      expect([status, recues(routeurs)]).toEqual([502, 1]);
    });

    test('sends a mutation again that its sender calls repeatable', async () => {
      tuerUneFois(routeurs);
      const cle = { 'idempotency-key': '0190b5a0-0000-7000-8000-000000000001' };
      expect(await dehors(MUTATION, cle)).toMatchObject({ statut: 200 });
      expect(recues(routeurs)).toBe(2);
    });

    test('goes by what the router says, inside', async () => {
      tuerUneFois(stocks);
      expect(await dedans(MUTATION)).toMatchObject({ statut: 502 });
      expect(recues(stocks)).toBe(1);
      tuerUneFois(stocks);
      expect(await dedans(QUERY, { 'x-repeatable': '1' })).toMatchObject({ statut: 200 });
      expect(recues(stocks)).toBe(3);
    });
  });

  test('tries the next replica when one refuses, whatever the request', async () => {
    await stocks[0].fermer();
    for (let fois = 0; fois < 4; fois += 1) {
      expect(await dedans(MUTATION)).toMatchObject({ statut: 200 });
    }
    expect(stocks[1].recues).toHaveLength(4);
  });

  test('answers as the API does when nobody is behind it', async () => {
    const adresse = `http://${hostPort(topology.internal)}/vente/graphql`;
    expect(await envoyer(adresse, QUERY)).toMatchObject({ statut: 502 });
  });

  test('hands ids on, and lets no header from outside speak for a service', async () => {
    const reponse = await dehors(QUERY, {
      ...{ 'x-identity': 'vole', 'x-repeatable': '1', 'x-request-id': 'trop court' },
      ...{ traceparent: 'rien', authorization: 'Bearer le-sien' },
      'x-forwarded-for': '192.0.2.1',
    });
    const { recu } = (reponse.corps as { data: { recu: Record<string, string> } }).data;
    expect(recu['x-identity']).toBeUndefined();
    expect(recu['authorization']).toBe('Bearer le-sien');
    expect(recu['x-repeatable']).toBeUndefined();
    // The router counts sign-ins by it: what the client says of itself is not asked.
    expect(recu['x-forwarded-for']).toMatch(/^127\./);
    expect(recu['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(recu['traceparent']).toBe(
      `00-${recu['x-request-id'] ?? ''}-${(recu['x-request-id'] ?? '').slice(0, 16)}-00`,
    );
  });

  test('takes the address of the client from what stands in front of it', async () => {
    const entree = `http://${hostPort(topology.entry)}/graphql`;
    const pour = '192.0.2.1';
    expect(await adresseVue(entree, { de: DEVANT, pour })).toBe(pour);
    expect(await adresseVue(entree, { de: '127.0.0.3', pour })).toBe('127.0.0.3');
  });

  test.each([429, 503])(
    'hands on when to ask again, as the router says with %i',
    async (statut) => {
      for (const routeur of routeurs) {
        routeur.conduite = (_demande, _corps, reponse) => {
          reponse.writeHead(statut, { 'content-type': 'application/json', 'retry-after': '42' });
          reponse.end('{"errors":[]}');
        };
      }
      expect(await dehors(MUTATION)).toEqual({ statut, attente: '42', corps: { errors: [] } });
    },
  );

  // Last: it uses up what this client may send.
  test('slows a client down that sends too much, in the words of the API', async () => {
    const reponses = await Promise.all(Array.from({ length: 60 }, () => dehors(QUERY)));
    const refusees = reponses.filter(({ statut }) => statut === 429);
    expect(refusees.length).toBeGreaterThan(0);
    expect(refusees.length).toBeLessThan(60);
    expect(refusees[0]).toMatchObject({
      attente: '1',
      corps: { errors: [{ extensions: { code: 'SERVICE_INDISPONIBLE' } }] },
    });
  });
}
