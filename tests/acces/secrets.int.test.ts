import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createLogger,
  createMetrics,
  createSubgraph,
  type GraphQLRequest,
  startTracing,
  type Subgraph,
} from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { typeDefs } from '../../subgraphs/caisse/src/generated/type-defs.ts';
import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

/** A word that a person might have for a password, a number that might be a PIN; both stand nowhere else. */
const MOT = 'MotTresSecret';
const NIP = 918_273_645;
const SECRET = new RegExp(`${MOT}|${NIP}`, 'i');

const ENTREES = [
  {
    champ: 'seConnecter',
    type: 'SeConnecterInput',
    secret: 'motDePasse',
    reste: { identifiant: 'admin' },
  },
  {
    champ: 'changerEmploye',
    type: 'ChangerEmployeInput',
    secret: 'nip',
    reste: { identifiant: 'admin' },
  },
  {
    champ: 'renouvelerJeton',
    type: 'RenouvelerJetonInput',
    secret: 'jetonRenouvellement',
    reste: {},
  },
];

/** Values in the place of a secret, none of which is a text. */
const VALEURS: readonly unknown[] = [
  NIP,
  NIP + 0.5,
  { valeur: MOT },
  [MOT],
  [[NIP]],
  { a: { b: [{ c: MOT }] } },
  [{ nip: NIP }, MOT],
];
const LITTERAUX: readonly string[] = [
  String(NIP),
  `-${NIP}.5e3`,
  MOT,
  `[${MOT}]`,
  `["${MOT}", 1]`,
  `{ valeur: "${MOT}" }`,
  `{ a: { b: [${NIP}] } }`,
  `"${MOT}`,
  `"""${MOT}`,
  `"\\q${MOT}"`,
  `${MOT} autre`,
  `'${MOT}'`,
  `$${MOT}`,
  `é${MOT}`,
];

/** Malformed requests around each of the inputs. */
const REQUETES: [string, GraphQLRequest][] = ENTREES.flatMap(({ champ, type, secret, reste }) => {
  const variable = `mutation ($input: ${type}!) { ${champ}(input: $input) { __typename } }`;
  const scalaire = `mutation ($s: String!) { ${champ}(input: { ${secret}: $s }) { __typename } }`;
  const avec = (ecrit: string) =>
    `mutation { ${champ}(input: { identifiant: "a", ${ecrit} }) { __typename } }`;
  const parVariable: [string, Record<string, unknown>][] = [
    ['a field too many', { input: { ...reste, [secret]: MOT, autre: 1 } }],
    ['a secret too many', { input: { ...reste, [secret]: 'x', autre: MOT } }],
    ['a secret for a name', { input: { ...reste, [secret]: 'x', [`${MOT}1`]: NIP } }],
    ['the secret alone', { input: MOT }],
    ['a list', { input: [{ [secret]: MOT }] }],
    ['a list of secrets', { input: [MOT, NIP] }],
    ['nothing but the secret', { input: { [MOT]: MOT } }],
    ['another variable', { [secret]: MOT }],
    ...VALEURS.map((valeur, i): [string, Record<string, unknown>] => [
      `value ${i}`,
      { input: { ...reste, [secret]: valeur } },
    ]),
  ];
  return [
    ...parVariable.map(([nom, variables]): [string, GraphQLRequest] => [
      `${champ}: ${nom}`,
      { query: variable, variables },
    ]),
    ...VALEURS.map((valeur, i): [string, GraphQLRequest] => [
      `${champ}: value ${i} for a text`,
      { query: scalaire, variables: { s: valeur } },
    ]),
    ...LITTERAUX.map((ecrit): [string, GraphQLRequest] => [
      `${champ}: written ${ecrit}`,
      { query: avec(`${secret}: ${ecrit}`) },
    ]),
    [`${champ}: a written field too many`, { query: avec(`${secret}: "x", autre: "${MOT}"`) }],
    [`${champ}: a default`, { query: variable.replace('!)', ` = { ${secret}: [${NIP}] })`) }],
    [`${champ}: another operation`, { query: variable, operationName: MOT, variables: {} }],
    [
      `${champ}: the argument of a directive`,
      { query: `mutation { ${champ} @skip(if: "${MOT}") { __typename } }` },
    ],
  ];
});

const AUTRES: [string, GraphQLRequest][] = [
  [
    'an enum',
    { query: 'query ($t: TypeMagasin) { magasins(type: $t) { id } }', variables: { t: MOT } },
  ],
  ['a written enum', { query: `{ magasins(type: ${MOT}) { id } }` }],
  [
    'a page',
    { query: 'query ($n: Int) { employes(first: $n) { totalCount } }', variables: { n: NIP } },
  ],
  ['a written page', { query: `{ employes(first: ${NIP}) { totalCount } }` }],
  [
    'a UUID',
    {
      query:
        'mutation ($i: UUID!) { ouvrirSessionCaisse(input: { id: $i, caisseId: "1", fondDeCaisse: 0 }) { __typename } }',
      variables: { i: MOT },
    },
  ],
  [
    'an amount',
    {
      query:
        'mutation ($m: Montant!) { ouvrirSessionCaisse(input: { caisseId: "1", fondDeCaisse: $m }) { __typename } }',
      variables: { m: MOT },
    },
  ],
  [
    'a written amount',
    {
      query: `mutation { ouvrirSessionCaisse(input: { caisseId: "1", fondDeCaisse: "${MOT}" }) { __typename } }`,
    },
  ],
  ['a document that is the secret', { query: MOT }],
];

let routeur: RouteurSeul;
let caisse: Subgraph;
let collecteur: Server;
let spans = '';
let tracing: { stop(): Promise<void> };
const lignes: string[] = [];
const noter = (ligne: string) => void lignes.push(ligne);

beforeAll(async () => {
  collecteur = createServer((request, response) => {
    request.on('data', (morceau: Buffer) => (spans += morceau.toString()));
    request.on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => collecteur.listen(0, '127.0.0.1', resolve));
  const { port } = collecteur.address() as AddressInfo;
  tracing = await startTracing({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_TRACES_SAMPLER_ARG: 1,
  });
  routeur = await ouvrirRouteurSeul({
    noter,
    openIntrospection: true,
    repondre: (_subgraph, request, { headers }) => caisse.execute(request, headers),
  });
  // Its schema and no resolver: nothing that is malformed gets as far.
  caisse = createSubgraph({
    name: 'caisse',
    typeDefs,
    resolvers: {},
    context: (request) => request,
    publicKeys: routeur.cles.publicKeys,
    logger: createLogger('caisse', 'debug', { write: noter }),
    metrics: createMetrics('caisse'),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
});
afterAll(async () => {
  await tracing.stop();
  await routeur.fermer();
  await caisse.stop();
  collecteur.close();
});

interface Erreur {
  message: string;
  extensions: { code: string };
}

async function envoyer(
  corps: unknown,
  init: { entetes?: Record<string, string>; suite?: string; brut?: string; methode?: string } = {},
) {
  const reponse = await fetch(routeur.url + (init.suite ?? ''), {
    method: init.methode ?? 'POST',
    headers: { ...routeur.entetes, ...init.entetes },
    ...(init.methode !== 'GET' && { body: init.brut ?? JSON.stringify(corps) }),
  });
  const texte = await reponse.text();
  return { texte, entetes: JSON.stringify([...reponse.headers]) };
}

const erreursDe = (texte: string): Erreur[] =>
  (JSON.parse(texte) as { errors?: Erreur[] }).errors ?? [];

describe('a secret in the wrong place', () => {
  test.each([...REQUETES, ...AUTRES])(
    'stays out of logs and of the answer of the router: %s',
    async (_nom, requete) => {
      const debut = lignes.length;
      const { texte } = await envoyer(requete);
      expect(erreursDe(texte).length).toBeGreaterThan(0);
      expect(texte).not.toMatch(SECRET);
      expect(lignes.slice(debut).join('')).not.toMatch(SECRET);
    },
  );

  test.each([...REQUETES, ...AUTRES])(
    'stays out of logs and of the answer of a subgraph: %s',
    async (_nom, requete) => {
      const debut = lignes.length;
      const reponse = JSON.stringify(
        await caisse.execute(requete, await routeur.identite('caisse')),
      );
      expect(reponse).toContain('"errors"');
      expect(reponse).not.toMatch(SECRET);
      expect(lignes.slice(debut).join('')).not.toMatch(SECRET);
    },
  );

  const SE_CONNECTER = `mutation { seConnecter(input: { identifiant: "a", motDePasse: "${MOT}" }) { __typename } }`;
  test.each<[string, Parameters<typeof envoyer>[1]]>([
    ['broken JSON', { brut: `{"query":"{ moi { id } }","variables":{"motDePasse":"${MOT}"` }],
    ['no JSON', { brut: MOT }],
    ['JSON that is no request', { brut: JSON.stringify({ motDePasse: MOT }) }],
    [
      'variables that are a text',
      { brut: JSON.stringify({ query: '{ moi { id } }', variables: MOT }) },
    ],
    [
      'extensions that are a text',
      { brut: JSON.stringify({ query: '{ moi { id } }', extensions: MOT }) },
    ],
    ['a hash', { brut: JSON.stringify({ documentId: MOT }) }],
    [
      'an automatic hash',
      { brut: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: MOT } } }) },
    ],
    ['a token', { brut: '{}', entetes: { authorization: `Bearer ${MOT}.${MOT}.${MOT}` } }],
    ['another kind of token', { brut: '{}', entetes: { authorization: `Basic ${MOT}` } }],
    [
      'a media type',
      { brut: '{}', entetes: { 'content-type': `application/json; charset=${MOT}` } },
    ],
    [
      'an accepted type',
      { brut: '{"query":"{ moi { id } }"}', entetes: { accept: `image/${MOT}` } },
    ],
    [
      'a trace',
      {
        brut: '{}',
        entetes: { traceparent: `00-${MOT}-x-00`, tracestate: MOT, baggage: `nip=${MOT}` },
      },
    ],
    ['a request id', { brut: '{}', entetes: { 'x-request-id': `${MOT}!` } }],
    ['a cookie', { brut: '{}', entetes: { cookie: `session=${MOT}`, 'x-identity': MOT } }],
    [
      'a mutation by GET',
      {
        methode: 'GET',
        suite: `?query=${encodeURIComponent(SE_CONNECTER)}`,
        entetes: { 'apollo-require-preflight': '1' },
      },
    ],
    [
      'a GET of another site',
      { methode: 'GET', suite: `?query=${encodeURIComponent(SE_CONNECTER)}` },
    ],
    [
      'broken variables by GET',
      {
        methode: 'GET',
        suite: `?query={moi{id}}&variables={"nip":${NIP}`,
        entetes: { 'apollo-require-preflight': '1' },
      },
    ],
    ['an address', { brut: '{}', suite: `?motDePasse=${MOT}` }],
    ['a path', { brut: '{}', suite: `/${MOT}` }],
  ])('stays out of logs and answers: %s', async (_nom, init) => {
    const debut = lignes.length;
    const { texte, entetes } = await envoyer({}, init);
    expect(texte + entetes).not.toMatch(SECRET);
    expect(lignes.slice(debut).join('')).not.toMatch(SECRET);
  });

  test('stays out of every span', async () => {
    await envoyer({ query: '{ moi { id } }' });
    await waitFor(() => spans.includes('"graphql '), { timeoutMs: 20_000 });
    await tracing.stop();
    expect(spans.length).toBeGreaterThan(10_000);
    expect(spans).not.toMatch(SECRET);
  });
});

describe('what is wrong is said all the same', () => {
  const ENTREE = 'mutation ($i: ChangerEmployeInput!) { changerEmploye(input: $i) { __typename } }';
  const VARIABLE = 'Une variable n’a pas la valeur attendue : ';
  const DOCUMENT = 'Le document ne convient pas au schéma : ';
  test.each<[GraphQLRequest, string[]]>([
    [
      { query: ENTREE, variables: { i: { identifiant: 'a', nip: 1234 } } },
      [`${VARIABLE}i.nip n’est pas de type String!.`],
    ],
    [
      { query: ENTREE, variables: { i: { nip: [1], autre: 1 } } },
      [
        `${VARIABLE}il manque i.identifiant (String!).`,
        `${VARIABLE}i.nip n’est pas de type String!.`,
        `${VARIABLE}i a un champ que ChangerEmployeInput n’a pas : autre.`,
      ],
    ],
    [
      { query: ENTREE, variables: {} },
      [`${VARIABLE}la variable i est exigée (ChangerEmployeInput!).`],
    ],
    [
      {
        query:
          'mutation { changerEmploye(input: { identifiant: [1], nip: 12, x: 1 }) { __typename } }',
      },
      [
        `${DOCUMENT}input.identifiant n’est pas de type String!.`,
        `${DOCUMENT}input.nip n’est pas de type String!.`,
        `${DOCUMENT}input a un champ que ChangerEmployeInput n’a pas : x.`,
      ],
    ],
    [
      { query: 'mutation { changerEmploye(input: {}) { __typename } }' },
      [
        `${DOCUMENT}il manque input.identifiant (String!).`,
        `${DOCUMENT}il manque input.nip (String!).`,
      ],
    ],
    [
      {
        query:
          'mutation ($m: Montant!) { ouvrirSessionCaisse(input: { caisseId: "1", fondDeCaisse: $m }) { __typename } }',
        variables: { m: 'x' },
      },
      [`${VARIABLE}m n’est pas de type Montant!.`],
    ],
    [{ query: '{ magasins { id }' }, ['Le document n’est pas du GraphQL : ligne 1, colonne 18.']],
  ])('%j', async (requete, attendus) => {
    const { texte } = await envoyer(requete);
    expect(erreursDe(texte).map(({ message }) => message)).toEqual(attendus);
  });
});
