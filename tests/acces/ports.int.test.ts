import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  createLogger,
  createMetrics,
  createSubgraph,
  type HttpServer,
  serveSubgraph,
  type Subgraph,
} from '@caisse/subgraph-kit';
import { headersOf, testCredentials, waitFor } from '@caisse/subgraph-kit/test';

const TYPE_DEFS = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requiresScopes"])

  type Query {
    secret: Secret @requiresScopes(scopes: [["rapport:lire"]])
  }

  type Secret @key(fields: "id") @requiresScopes(scopes: [["rapport:lire"]]) {
    id: ID!
  }
`;

const logger = createLogger('essai', 'silent');
let lus = 0;
let arrives = 0;
let attendre: Promise<void> = Promise.resolve();
let subgraph: Subgraph;
let server: HttpServer;

beforeAll(async () => {
  const lire = async () => {
    arrives += 1;
    await attendre;
    lus += 1;
    return { __typename: 'Secret', id: '1' };
  };
  subgraph = createSubgraph({
    ...{ name: 'reporting', typeDefs: TYPE_DEFS, logger, metrics: createMetrics('reporting') },
    resolvers: { Query: { secret: lire }, Secret: { __resolveReference: lire } },
    context: (request) => request,
    publicKeys: testCredentials('reporting').publicKeys,
    inFlightMax: 2,
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
  server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger });
});
afterAll(async () => {
  await server.stop({ cutMs: 0 });
  await subgraph.stop();
});

async function demander(query: string, entetes: Record<string, string> = {}) {
  const reponse = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...entetes },
    body: JSON.stringify({ query }),
  });
  const corps = (await reponse.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { extensions: { code: string } }[];
  };
  return { statut: reponse.status, reponse, corps, code: corps.errors?.[0]?.extensions.code };
}

describe('the port of a subgraph, to a stranger', () => {
  const SECRETS = [
    '{ secret { id } }',
    '{ _entities(representations: [{ __typename: "Secret", id: "1" }]) { __typename } }',
    '{ _service { sdl } }',
    '{ __schema { types { name } } }',
    '{ __typename }',
  ];

  test.each(SECRETS)('gives nothing: %s', async (query) => {
    const avant = lus;
    const faux: Record<string, string>[] = [
      {},
      { 'x-identity': 'n.importe.quoi' },
      { authorization: 'Bearer x.y.z', 'x-service-token': 'secret' },
      // Good elsewhere: signed for another subgraph.
      await headersOf('stock', { service: 'vente' }),
      await headersOf('stock', { role: 'ADMIN' }),
    ];
    for (const entetes of faux) {
      const { corps, code } = await demander(query, entetes);
      expect(code).toBe('NON_AUTHENTIFIE');
      expect(corps.data ?? null).toBeNull();
    }
    expect(lus).toBe(avant);
  });

  test('gives nothing of a right that the caller does not have', async () => {
    const avant = lus;
    const { code } = await demander(
      '{ secret { id } }',
      await headersOf('reporting', { role: 'CAISSIER', magasinId: 1 }),
    );
    expect([code, lus]).toEqual(['INTERDIT', avant]);
  });

  test('answers whoever may ask', async () => {
    const admin = await headersOf('reporting', { role: 'ADMIN' });
    expect(await demander('{ secret { id } }', admin)).toMatchObject({
      statut: 200,
      corps: { data: { secret: { id: '1' } } },
    });
  });
});

test('a subgraph with too much in hand refuses people before services, at once', async () => {
  const admin = await headersOf('reporting', { role: 'ADMIN' });
  const vente = await headersOf('reporting', { service: 'vente' });
  let relacher = () => {};
  attendre = new Promise<void>((resolve) => (relacher = resolve));
  const avant = arrives;
  const enMain = [0, 1].map(() => demander('{ secret { id } }', admin));
  await waitFor(() => arrives === avant + 2);
  const refus = await demander('{ secret { id } }', admin);
  expect([refus.statut, refus.code]).toEqual([503, 'SURCHARGE']);
  expect(refus.reponse.headers.get('retry-after')).toBe('1');
  // A service finds a place: what it asks for ends what was begun.
  expect((await demander('{ __typename }', vente)).statut).toBe(200);
  relacher();
  expect((await Promise.all(enMain)).map(({ statut }) => statut)).toEqual([200, 200]);
  expect((await demander('{ secret { id } }', admin)).statut).toBe(200);
});
