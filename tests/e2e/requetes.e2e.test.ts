import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { isBackgroundMethod } from '@caisse/subgraph-kit/test';

import { GESTES, ouvrirMelange } from '../charge/endurance/melange.ts';
import { type Client, createClient } from './support/client.ts';
import { type RunningStandalone, startStandalone } from './support/standalone.ts';

let caisse: RunningStandalone;
let client: Client;

beforeAll(async () => {
  caisse = await startStandalone();
  client = createClient(caisse.url);
});

afterAll(() => caisse.dispose());

/** What each service has sent so far to its database, by repository method; background tasks aside. */
async function sqlStatements(): Promise<Map<string, number>> {
  const page = await (await fetch(`${caisse.url}/metrics`)).text();
  const series = page.matchAll(
    /^sql_statements_total\{methode="([\w.]+)",service="(\w+)"\} (\d+)$/gm,
  );
  return new Map(
    [...series]
      .filter(([, method = '']) => !isBackgroundMethod(method))
      .map(([, method, service, count]) => [`${service} ${method}`, Number(count)]),
  );
}

describe('a malformed request gets a clear error', () => {
  test('a body over 100 kB', async () => {
    const { status, errors } = await client.send(`{ magasins { id } } # ${'x'.repeat(100_000)}`);
    expect(status).toBe(413);
    expect(errors?.[0]?.message).toBe('Le corps de la requête dépasse 100 ko.');
  });

  test('a body that is not JSON', async () => {
    const response = await fetch(`${caisse.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query": ',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'Le corps de la requête doit être du JSON.' }],
    });
  });

  test('a depth over 12', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `caisse { sessionOuverte { ${nested(depth - 1)} } }`;
    const session = (depth: number) =>
      `{ sessionCaisse(id: "0199f0a0-0000-7000-8000-000000000000") { ${nested(depth)} } }`;
    expect((await client.send(session(5))).errors).toBeUndefined();
    const { status, errors } = await client.send(session(6));
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { message: 'La requête est trop profonde : au plus 12 niveaux sont acceptés.' },
    ]);
  });

  test('an unknown operation name, an unknown field', async () => {
    const response = await fetch(`${caisse.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { magasins { id } }', operationName: 'B' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: 'Le document n’a pas d’opération du nom donné dans operationName.',
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
        },
      ],
    });
    expect(await client.send('{ articles { id } }')).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('fields reserved to services do not exist outside', async () => {
    for (const query of [
      'mutation { figerPanier(input: {}) { __typename } }',
      '{ evenementsVente(limite: 1) { reste } }',
    ]) {
      expect(await client.send(query)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
    }
  });
});

describe('a page of products with stock', () => {
  test('costs one SQL statement in produit, and one in stock the first time', async () => {
    const page = async () => {
      const before = await sqlStatements();
      const { produits } = await client.run(
        `query ($m: ID!) { produits(first: 100) { totalCount nodes { id nom prix stock(magasinId: $m) { quantite disponible } } } }`,
        { m: '1' },
      );
      expect(produits.nodes).toHaveLength(5);
      return [...(await sqlStatements())]
        .map(([who, count]) => [who, count - (before.get(who) ?? 0)] as const)
        .filter(([, count]) => count > 0);
    };
    expect(await page()).toEqual([
      ['produit produit.lister', 1],
      ['stock stock.parCles', 1],
    ]);
    expect(await page()).toEqual([['produit produit.lister', 1]]);
  });
});

describe('the pages around GraphQL', () => {
  test('says that it lives, that it is ready, and what it measures', async () => {
    expect((await fetch(`${caisse.url}/vivant`)).status).toBe(200);
    const ready = await fetch(`${caisse.url}/pret`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      etat: 'pret',
      detail: { produit: 'pret', stock: 'pret', vente: 'pret', 'stock, cache': 'en mémoire' },
    });
    const metrics = await (await fetch(`${caisse.url}/metrics`)).text();
    expect(metrics).toContain('graphql_operation_duration_seconds_bucket');
    expect(metrics).toContain('process_cpu_seconds_total');
  });

  test('serves Apollo Sandbox to a browser, GraphiQL from its own files, and the web application', async () => {
    const page = async (path: string) =>
      (await fetch(`${caisse.url}${path}`, { headers: { accept: 'text/html' } })).text();
    expect(await page('/graphql')).toContain('sandbox');
    expect(await page('/graphiql')).toMatch(/graphiql/i);
    expect(await page('/')).toContain('<div id="racine">');
    expect(await page('/admin/produits')).toContain('<div id="racine">');
  });
});

test('each gesture of the endurance bench is answered as the bench expects', async () => {
  const melange = await ouvrirMelange(client, 'essai');
  for (const geste of GESTES) expect(await melange.faire(geste)).toEqual({ geste });
});
