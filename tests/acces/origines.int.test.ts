import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { webHandler } from '@caisse/router';
import { createLogger, type HttpServer, listen } from '@caisse/subgraph-kit';

import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

const PERMISE = 'https://caisse.exemple';
const SANDBOX = 'https://studio.apollographql.com';

let routeur: RouteurSeul;
beforeAll(async () => {
  routeur = await ouvrirRouteurSeul({ reglages: { CORS_ORIGINS: `${PERMISE}, ${SANDBOX}` } });
});
afterAll(() => routeur.fermer());

const permis = (reponse: Response) => reponse.headers.get('access-control-allow-origin');

describe('a page of another origin', () => {
  test.each([PERMISE, SANDBOX])('may ask when the deployment names it: %s', async (origin) => {
    const question = await fetch(routeur.url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(question.status).toBe(204);
    expect(permis(question)).toBe(origin);
    expect(question.headers.get('access-control-allow-headers')).toMatch(
      /authorization.*content-type/,
    );
    expect(question.headers.get('access-control-allow-credentials')).toBeNull();
    const reponse = await demander(routeur, origin);
    expect([permis(reponse), reponse.headers.get('vary')]).toEqual([origin, 'origin']);
  });

  test.each([
    'https://mechant.exemple',
    'null',
    `${PERMISE}.mechant.exemple`,
    'http://caisse.exemple',
  ])('may not otherwise: %s', async (origin) => {
    const question = await fetch(routeur.url, { method: 'OPTIONS', headers: { origin } });
    expect(permis(question)).toBeNull();
    expect(question.headers.get('access-control-allow-headers')).toBeNull();
    expect(permis(await demander(routeur, origin))).toBeNull();
  });

  test('may not where no origin is named', async () => {
    const seul = await ouvrirRouteurSeul();
    expect(permis(await demander(seul, PERMISE))).toBeNull();
    await seul.fermer();
  });

  test('makes a deployment fail that names no origin but an address', async () => {
    await expect(ouvrirRouteurSeul({ reglages: { CORS_ORIGINS: `${PERMISE}/` } })).rejects.toThrow(
      'must be an origin',
    );
    await expect(ouvrirRouteurSeul({ reglages: { CORS_ORIGINS: '*' } })).rejects.toThrow();
  });
});

describe('what a browser is told of the pages', () => {
  let web: HttpServer;
  beforeAll(async () => {
    const logger = createLogger('web', 'silent');
    web = await listen(
      { '*': webHandler({ graphiql: true }) },
      { host: '127.0.0.1', port: 0, logger },
    );
  });
  afterAll(() => web.stop({ cutMs: 0 }));

  test.each(['/', '/admin/produits', '/graphiql'])('%s', async (chemin) => {
    const reponse = await fetch(web.url + chemin, { headers: { accept: 'text/html' } });
    expect(reponse.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(reponse.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reponse.headers.get('referrer-policy')).toBe('same-origin');
    // The policy allows no script that stands in the page itself.
    const page = await reponse.text();
    expect(page).toContain('<script type="module"');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/\son\w+=/);
  });
});

function demander({ url, entetes }: RouteurSeul, origin: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { ...entetes, origin },
    body: JSON.stringify({ query: '{ magasins { id } }' }),
  });
}
