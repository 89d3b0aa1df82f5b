import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { serverAudits } from 'graphql-http';

import { jeton } from './abus/jetons.ts';
import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

let routeur: RouteurSeul;
beforeAll(async () => {
  routeur = await ouvrirRouteurSeul({ openIntrospection: true });
});
afterAll(() => routeur.fermer());

/**
 * What the specification recommends and the router does otherwise. All three ask for status 200 where a request is
 * wrong and the client accepts plain JSON only, for the sake of clients that take any other status for a broken
 * connection. Ours read the body whatever the status, and a 4xx tells proxies, logs and alarms whose fault it was.
 */
const OTHERWISE: Readonly<Record<string, string>> = {
  '572B': 'a document that does not parse is answered 400',
  FDE2: 'a document that is not valid is answered 400',
  '7B9B': 'variables that do not fit are answered 400',
};

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: () => routeur.url,
    // What a GET of ours must carry, so that no form or image of another site can send it.
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, {
        ...init,
        headers: {
          authorization: routeur.entetes['authorization'] ?? '',
          ...(init.headers as Record<string, string> | undefined),
          ...((init.method ?? 'GET') === 'GET' && { 'apollo-require-preflight': '1' }),
        },
      }),
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (id, name, audit) => {
      const result = await audit.fn();
      const reason = result.status === 'ok' ? undefined : result.reason;
      if (id in OTHERWISE) {
        expect(name).toMatch(/^SHOULD/);
        expect(result.status).not.toBe('ok');
      } else {
        expect(reason).toBeUndefined();
      }
    },
  );

  test('what is done otherwise is still in the audit', () => {
    expect(audits.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(OTHERWISE)));
  });
});

describe('status and media type', () => {
  const demander = (query: string, entetes: Record<string, string> = {}) =>
    fetch(routeur.url, {
      method: 'POST',
      headers: { ...routeur.entetes, ...entetes },
      body: JSON.stringify({ query }),
    });

  test.each(['application/json', 'application/graphql-response+json'])(
    'a token that is not valid is answered 401, as %s',
    async (accept) => {
      const reponse = await demander('{ magasins { id } }', {
        accept,
        authorization: 'Bearer x.y.z',
      });
      expect(reponse.status).toBe(401);
      expect(reponse.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(await reponse.json()).toMatchObject({
        errors: [
          {
            extensions: {
              code: 'NON_AUTHENTIFIE',
              requestId: reponse.headers.get('x-request-id') ?? 'none',
            },
          },
        ],
      });
    },
  );

  test('nothing that is asked for can be written: 406', async () => {
    expect((await demander('{ __typename }', { accept: 'image/png' })).status).toBe(406);
  });

  test.each([
    ['{ magasins { id }', 'Le document n’est pas du GraphQL : ligne 1, colonne 18.'],
    ['{ magasins { nomm } }', 'Le document ne convient pas au schéma : Cannot query field "nomm"'],
    [
      'query ($id: ID!) { magasin(id: $id) { id } }',
      'Une variable n’a pas la valeur attendue : la variable id est exigée (ID!).',
    ],
    [
      'query A { magasins { id } } query B { magasins { id } }',
      'Le document doit avoir une seule opération, ou la requête nommer celle à exécuter',
    ],
  ])('what is wrong with %s is said in French', async (query, debut) => {
    const corps = (await (await demander(query)).json()) as { errors: { message: string }[] };
    expect(corps.errors[0]?.message.slice(0, debut.length)).toBe(debut);
  });

  test('a hint at the schema is in no error', async () => {
    for (const query of ['{ magasin { id } }', '{ magasinss { id } }', '{ magasins { nomm } }']) {
      const texte = await (await demander(query)).text();
      expect(texte).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(texte).not.toContain('Did you mean');
    }
    const reponse = await fetch(routeur.url, {
      method: 'POST',
      headers: routeur.entetes,
      body: JSON.stringify({
        query: 'query ($t: TypeMagasin) { magasins(type: $t) { id } }',
        variables: { t: 'MAGASINN' },
      }),
    });
    expect(reponse.status).toBe(400);
    expect(await reponse.text()).not.toContain('Did you mean');
  });
});

describe('an address outside the API', () => {
  const { hostname, port } = { hostname: '127.0.0.1', port: () => new URL(routeur.url).port };
  const corps = '{"query":"{ __typename }"}';
  /** Sent as it is: fetch would tidy it up. */
  const envoyer = (methode: string, cible: string) =>
    new Promise<string>((resolve, reject) => {
      let recu = '';
      const socket = connect(Number(port()), hostname, () => {
        const entetes = 'host: x\r\ncontent-type: application/json\r\nconnection: close\r\n';
        socket.write(
          `${methode} ${cible} HTTP/1.1\r\n${entetes}content-length: ${corps.length}\r\n\r\n${corps}`,
        );
      });
      socket.on('data', (morceau) => (recu += morceau.toString()));
      socket.on('close', () => resolve(recu));
      socket.on('error', reject);
    });

  test('in the absolute form is the same', async () => {
    const reponse = await envoyer('POST', routeur.url);
    expect(reponse).toMatch(/^HTTP\/1\.1 200/);
    expect(reponse).toContain('"__typename":"Query"');
  });

  test('answers nothing that looks like success, whatever is written to it', async () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9._~%!$&'()*+,;=:@/-]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH'),
        fc.oneof(
          segment.map((text) => `/${text}`),
          fc.constantFrom(
            '/graphql/',
            '/graphql//',
            '//graphql',
            '/GraphQL',
            '/graphql%2F',
            '/vivant',
            '*',
          ),
          segment.map((text) => `http://x/${text}`),
        ),
        async (methode, cible) => {
          fc.pre(!/^(http:\/\/x)?\/graphql(\?|$)/.test(cible));
          expect(await envoyer(methode, cible)).toMatch(/^HTTP\/1\.1 4\d\d /);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the schema', () => {
  let ferme: RouteurSeul;
  beforeAll(async () => {
    ferme = await ouvrirRouteurSeul();
  });
  afterAll(() => ferme.fermer());

  const lire = async (charge: Record<string, unknown>) => {
    const reponse = await fetch(ferme.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await jeton(ferme.cles.privateKey, { charge })}`,
      },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    return { statut: reponse.status, corps: (await reponse.json()) as unknown };
  };

  test('is read by administrators only', async () => {
    expect(await lire({ role: 'ADMIN' })).toMatchObject({
      statut: 200,
      corps: { data: { __schema: { queryType: { name: 'Query' } } } },
    });
    for (const charge of [
      { role: 'CAISSIER', magasin: 1 },
      { role: 'GERANT', magasin: 1 },
      { role: 'LOGISTIQUE' },
    ]) {
      expect(await lire(charge)).toMatchObject({
        statut: 403,
        corps: { errors: [{ extensions: { code: 'INTERDIT' } }] },
      });
    }
  });
});
