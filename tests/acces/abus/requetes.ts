import { type Abus, corps, fois, poste } from './abus.ts';

const LIMITE = 'LIMITE_DEPASSEE';
const INVALIDE = 'REQUETE_INVALIDE';
const ENTREE = 'BAD_USER_INPUT';

const MAGASINS = '{ magasins { id } }';
const VIDER = 'mutation ($input: ViderPanierInput!) { viderPanier(input: $input) { __typename } }';
const AJOUTER =
  'mutation ($input: AjouterAuPanierInput!) { ajouterAuPanier(input: $input) { __typename } }';
const TRANSFERER =
  'mutation ($input: TransfererStockInput!) { transfererStock(input: $input) { __typename } }';
const CHERCHER = 'query ($r: String) { produits(recherche: $r) { totalCount } }';

const JSON_TYPE = { 'content-type': 'application/json' };
const profond = (n: number): unknown =>
  JSON.parse('{"a":'.repeat(n) + '1' + '}'.repeat(n)) as unknown;

/** Variables that no client sends. */
export const VARIABLES: readonly Abus[] = [
  corps(
    '__proto__ among the variables',
    `{"query":"${MAGASINS}","variables":{"__proto__":{"admin":true}}}`,
  ),
  corps(
    '__proto__ in an input',
    `{"query":"${VIDER}","variables":{"input":{"panierId":"1","__proto__":{"admin":true}}}}`,
  ),
  corps(
    'constructor.prototype in an input',
    `{"query":"${VIDER}","variables":{"input":{"panierId":"1","constructor":{"prototype":{"admin":true}}}}}`,
  ),
  poste('an input of depth 1,000', LIMITE, { query: VIDER, variables: { input: profond(1_000) } }),
  poste('an input of depth 11', LIMITE, { query: VIDER, variables: { input: profond(11) } }),
  poste('a list of 40,000 numbers', LIMITE, {
    query: VIDER,
    variables: { input: { panierId: Array(40_000).fill(1) } },
  }),
  poste('1,001 lines of a transfer', LIMITE, {
    query: TRANSFERER,
    variables: { input: { lignes: Array(1_001).fill({ produitId: '1', quantite: 1 }) } },
  }),
  poste('6,000 keys of one object', LIMITE, {
    query: VIDER,
    variables: { input: Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`k${i}`, 1])) },
  }),
  poste('a text of 90,000 characters', LIMITE, {
    query: CHERCHER,
    variables: { r: 'x'.repeat(90_000) },
  }),
  poste('a null character', INVALIDE, { query: CHERCHER, variables: { r: 'po\0mme' } }),
  poste('half a character', INVALIDE, { query: CHERCHER, variables: { r: '\ud83d' } }),
  corps(
    'a number beyond all numbers',
    `{"query":"${AJOUTER}","variables":{"input":{"panierId":"1","produitId":"1","quantite":1e400}}}`,
  ),
  poste('an amount beyond the exact numbers', INVALIDE, {
    query:
      'mutation ($m: Montant!) { ouvrirSessionCaisse(input: { caisseId: "1", fondDeCaisse: $m }) { __typename } }',
    variables: { m: Number.MAX_SAFE_INTEGER + 1 },
  }),
  poste('a quantity that is no 32-bit number', ENTREE, {
    query: AJOUTER,
    variables: { input: { panierId: '1', produitId: '1', quantite: 2147483648 } },
  }),
  poste('a quantity of one and a half', ENTREE, {
    query: AJOUTER,
    variables: { input: { panierId: '1', produitId: '1', quantite: 1.5 } },
  }),
  poste('a quantity in words', ENTREE, {
    query: AJOUTER,
    variables: { input: { panierId: '1', produitId: '1', quantite: '1 OR 1=1' } },
  }),
  poste('a field that the input does not have', ENTREE, {
    query: VIDER,
    variables: { input: { panierId: '1', prix: 0 } },
  }),
  poste('an object in the place of an id', ENTREE, {
    query: VIDER,
    variables: { input: { panierId: { $ne: null } } },
  }),
  poste('nothing where something must be', ENTREE, { query: VIDER, variables: {} }),
];

/** Bodies, headers and methods that no client sends. */
export const REQUETES: readonly Abus[] = [
  corps(
    'a body of 5 MB',
    JSON.stringify({ query: `{ magasins { id } } # ${'x'.repeat(5_000_000)}` }),
    413,
  ),
  corps('a body of 5 MB of open brackets', '['.repeat(5_000_000), 413),
  corps('90,000 open brackets', '['.repeat(90_000)),
  corps('15,000 objects in one another', '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000)),
  corps('a list of requests', JSON.stringify(Array(50).fill({ query: MAGASINS }))),
  corps('a list of one request', JSON.stringify([{ query: MAGASINS }])),
  corps('an empty list', '[]'),
  corps('nothing', ''),
  corps('null', 'null'),
  corps('a number', '42'),
  corps('an unfinished object', '{"query": "{ mag'),
  corps('bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  corps('UTF-16', Buffer.from(JSON.stringify({ query: MAGASINS }), 'utf16le')),
  poste('no document', INVALIDE, {}),
  poste('a document that is a list', INVALIDE, { query: [MAGASINS] }),
  poste('a document that is a tree', INVALIDE, { query: { kind: 'Document', definitions: [] } }),
  poste('variables that are a text', INVALIDE, { query: MAGASINS, variables: '{}' }),
  poste('variables that are a list', INVALIDE, { query: MAGASINS, variables: [1] }),
  poste('extensions that are a list', INVALIDE, { query: MAGASINS, extensions: [1] }),
  poste('an operation name that is an object', INVALIDE, {
    query: MAGASINS,
    operationName: { a: 1 },
  }),
  poste(
    'a hash that nobody knows',
    'PERSISTED_QUERY_NOT_SUPPORTED',
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    200,
  ),
  poste('__proto__ as a hash', 'PERSISTED_QUERY_NOT_FOUND', { documentId: '__proto__' }, 404),
  poste('the hash of another document', INVALIDE, {
    query: MAGASINS,
    extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
  }),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json; charset=utf-16',
  ].map((type): Abus => ({
    ...corps(`a body of type ${type}`, JSON.stringify({ query: MAGASINS }), 415),
    entetes: { 'content-type': type },
  })),
  { ...corps('a body without a type', JSON.stringify({ query: MAGASINS }), 415), entetes: {} },
  get(
    'a mutation by GET',
    { query: 'mutation { seDeconnecter { fermeeLe } }' },
    405,
    'BAD_REQUEST',
  ),
  {
    ...get('a query by GET from a form of another site', { query: MAGASINS }, 400, 'BAD_REQUEST'),
    entetes: {},
  },
  get(
    'two documents by GET',
    [
      ['query', MAGASINS],
      ['query', '{ moi { id } }'],
    ],
    400,
  ),
  get('variables by GET that are no JSON', { query: MAGASINS, variables: '{' }, 400),
  {
    ...get('an address of 100 kB', { query: `{ magasins { id } } #${'x'.repeat(100_000)}` }, 431),
    code: undefined!,
  },
  ...['PUT', 'DELETE', 'PATCH'].map((methode): Abus => ({
    ...corps(`the method ${methode}`, JSON.stringify({ query: MAGASINS }), 405),
    methode,
  })),
  {
    nom: 'headers of 100 kB',
    methode: 'POST',
    entetes: { ...JSON_TYPE, 'x-inonde': 'x'.repeat(100_000) },
    corps: JSON.stringify({ query: MAGASINS }),
    statut: 431,
  },
  {
    nom: '1,500 headers',
    methode: 'POST',
    entetes: {
      ...JSON_TYPE,
      ...Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`x-${i}`, 'abcdef'])),
    },
    corps: JSON.stringify({ query: MAGASINS }),
    statut: 431,
  },
  {
    ...poste(
      'an accept of a thousand media types, and a document too deep',
      LIMITE,
      `{ ${fois(13, () => 'a {')} id ${'}'.repeat(13)} }`,
    ),
    entetes: { ...JSON_TYPE, accept: fois(1_000, (i) => `a/b${i}`, ',') },
  },
];

function get(
  nom: string,
  champs: Record<string, string> | string[][],
  statut: number,
  code = INVALIDE,
): Abus {
  return {
    ...{ nom, methode: 'GET', statut, code },
    suite: `?${new URLSearchParams(champs).toString()}`,
    entetes: { 'apollo-require-preflight': '1' },
  };
}
