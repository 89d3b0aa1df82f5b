import { type Abus, fois, poste } from './abus.ts';

const LIMITE = 'LIMITE_DEPASSEE';
const INVALIDE = 'REQUETE_INVALIDE';
const VALIDATION = 'GRAPHQL_VALIDATION_FAILED';
const SYNTAXE = 'GRAPHQL_PARSE_FAILED';

const imbrique = (n: number, dehors: string, dedans: string) =>
  dehors.repeat(n) + dedans + '}'.repeat(n);

/** Documents that ask for more than anyone may, or that are meant to break who reads them. */
export const DOCUMENTS: readonly Abus[] = [
  // Aliases
  poste(
    '1,000 aliases of one field',
    LIMITE,
    `{ ${fois(1_000, (i) => `a${i}: magasins { id }`)} }`,
  ),
  poste('1,000 aliases of __typename', LIMITE, `{ ${fois(1_000, (i) => `a${i}: __typename`)} }`),
  poste('16 aliases below one field', LIMITE, `{ magasins { ${fois(16, (i) => `a${i}: nom`)} } }`),
  poste(
    '16 aliases by a fragment spread twice',
    LIMITE,
    `{ magasins { ...F caisses { magasin { ...F } } } } fragment F on Magasin { ${fois(8, (i) => `a${i}: nom`)} }`,
  ),
  poste(
    'a password tried 100 times in one mutation',
    LIMITE,
    `mutation { ${fois(100, (i) => `a${i}: seConnecter(input: { identifiant: "admin", motDePasse: "${i}" }) { __typename }`)} }`,
  ),
  poste(
    'a password tried twice in one mutation',
    LIMITE,
    `mutation { a: seConnecter(input: { identifiant: "admin", motDePasse: "1" }) { __typename } b: seConnecter(input: { identifiant: "admin", motDePasse: "2" }) { __typename } }`,
  ),
  poste(
    'two mutations through a fragment',
    LIMITE,
    `mutation { ...M } fragment M on Mutation { seDeconnecter { fermeeLe } viderPanier(input: { panierId: "1" }) { __typename } }`,
  ),
  // Depth
  poste(
    'a depth of 50',
    LIMITE,
    `{ magasins { ${imbrique(25, 'caisses { magasin { ', 'id')}${'}'.repeat(25)} } }`,
  ),
  poste('a depth of 400', LIMITE, imbrique(400, '{ a ', '{ id }')),
  poste('30,000 braces', LIMITE, '{a'.repeat(30_000)),
  poste(
    'a depth of 14 hidden in fragments',
    LIMITE,
    `{ sessionCaisse(id: "1") { ...F } } fragment F on SessionCaisse { caisse { sessionOuverte { caisse { sessionOuverte { ...G } } } } } fragment G on SessionCaisse { caisse { sessionOuverte { caisse { sessionOuverte { caisse { sessionOuverte { caisse { sessionOuverte { id } } } } } } } } }`,
  ),
  poste(
    '30 inline fragments in one another, then too deep',
    LIMITE,
    `{ ${imbrique(30, '... on Query { ', imbrique(13, 'sessionCaisse(id: "1") { ', 'id'))} }`,
  ),
  // Directives
  poste('10,000 directives on one field', LIMITE, `{ magasins { id ${'@skip '.repeat(10_000)} } }`),
  poste(
    '10,000 unknown directives',
    LIMITE,
    `{ magasins { id ${fois(10_000, (i) => `@d${i}`)} } }`,
  ),
  poste('21 directives', LIMITE, `{ magasins { ${fois(21, () => 'id @include(if: true)')} } }`),
  poste(
    '21 directives of one kind in one place',
    LIMITE,
    `{ magasins { id ${'@skip(if: false) '.repeat(21)} } }`,
  ),
  poste(
    '21 directives on variables',
    LIMITE,
    `query (${fois(21, (i) => `$v${i}: Int @deprecated`)}) { magasins { id } }`,
  ),
  poste('@defer', VALIDATION, `{ magasins { id ... @defer { nom } } }`),
  poste('@stream', VALIDATION, `{ magasins @stream { id } }`),
  // Fragments
  poste(
    'a fragment that contains itself',
    INVALIDE,
    `{ magasins { ...A } } fragment A on Magasin { id ...A }`,
  ),
  poste(
    'fragments in a circle of three',
    INVALIDE,
    `{ magasins { ...A } } fragment A on Magasin { ...B } fragment B on Magasin { ...C } fragment C on Magasin { ...A id }`,
  ),
  poste(
    'a circle through fields',
    INVALIDE,
    `{ magasins { ...A } } fragment A on Magasin { caisses { magasin { ...A } } }`,
  ),
  poste(
    'fragments that double 20 times',
    LIMITE,
    `{ magasins { ...F0 } } ${fois(20, (i) => `fragment F${i} on Magasin { ...F${i + 1} ...F${i + 1} }`)} fragment F20 on Magasin { id }`,
  ),
  poste(
    'fragments that double 60 times, empty of fields but one',
    LIMITE,
    `{ ...F0 } ${fois(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { __typename }`,
  ),
  poste(
    'fragments that double through fields',
    LIMITE,
    `{ magasins { ...F0 } } ${fois(5, (i) => `fragment F${i} on Magasin { caisses { magasin { ...F${i + 1} ...F${i + 1} } } }`)} fragment F5 on Magasin { id }`,
  ),
  poste(
    '400 unused fragments',
    LIMITE,
    `{ magasins { id } } ${fois(400, (i) => `fragment F${i} on Magasin { id }`)}`,
  ),
  poste(
    '100 unused fragments',
    VALIDATION,
    `{ magasins { id } } ${fois(100, (i) => `fragment F${i} on Magasin { id }`)}`,
  ),
  poste('a fragment that does not exist', VALIDATION, `{ magasins { ...Rien } }`),
  poste(
    'a fragment twice under one name',
    VALIDATION,
    `{ magasins { ...F } } fragment F on Magasin { id } fragment F on Magasin { nom }`,
  ),
  // Repetition: validation compares each with each
  poste('900 times the same value', LIMITE, `{ magasins { ${'id '.repeat(900)} } }`),
  poste('160 times the same object', LIMITE, `{ magasins { ${'caisses { id } '.repeat(160)} } }`),
  poste(
    '100 inline fragments around the same field',
    LIMITE,
    `{ magasins { ${'... on Magasin { caisses { id magasin { nom } } } '.repeat(100)} } }`,
  ),
  poste(
    'arguments that conflict',
    VALIDATION,
    `{ magasin(id: "1") { id } magasin(id: "2") { id } }`,
  ),
  // Root fields, operations
  poste('6 root fields', LIMITE, `{ ${fois(6, (i) => `a${i}: magasins { id }`)} }`),
  poste(
    '6 root fields through fragments',
    LIMITE,
    `{ ${fois(6, () => '...F')} } fragment F on Query { magasins { id } }`,
  ),
  poste('100 operations', LIMITE, {
    query: fois(100, (i) => `query Q${i} { magasins { id } }`),
    operationName: 'Q1',
  }),
  poste('two operations of one name', VALIDATION, {
    query: `query A { magasins { id } } query A { magasins { nom } }`,
    operationName: 'A',
  }),
  poste(
    'two operations and no choice',
    'OPERATION_RESOLUTION_FAILURE',
    `query A { magasins { id } } query B { magasins { id } }`,
  ),
  poste('an operation that is not there', 'OPERATION_RESOLUTION_FAILURE', {
    query: `query A { magasins { id } }`,
    operationName: 'constructor',
  }),
  poste('a dear operation beside a cheap one', LIMITE, {
    query: `query A { magasins { id } } query B { ${imbrique(13, 'sessionCaisse(id: "1") { ', 'id')} }`,
    operationName: 'A',
  }),
  poste('an operation name of 50,000 letters', LIMITE, {
    query: `{ magasins { id } }`,
    operationName: 'a'.repeat(50_000),
  }),
  poste('a subscription', INVALIDE, `subscription { magasins { id } }`),
  poste('a definition of a type', VALIDATION, `type Query { a: Int } query { magasins { id } }`),
  // Pages and cost
  poste('a page of 101', LIMITE, `{ produits(first: 101) { nodes { id } } }`),
  poste(
    'a page of two thousand million',
    LIMITE,
    `{ produits(first: 2147483647) { nodes { id } } }`,
  ),
  poste('a page of 101 by a variable', LIMITE, {
    query: `query ($n: Int) { produits(first: $n) { nodes { id } } }`,
    variables: { n: 101 },
  }),
  poste(
    'a page of 101 by the default of a variable',
    LIMITE,
    `query ($n: Int = 101) { produits(first: $n) { nodes { id } } }`,
  ),
  poste(
    'a page of 101 in a nested list',
    LIMITE,
    `{ rapportVentes(filtre: { du: "2026-01-01", au: "2026-01-02" }) { parProduit(first: 101) { total } } }`,
  ),
  poste('a page of a text', VALIDATION, `{ produits(first: "100") { nodes { id } } }`),
  poste(
    'lists in lists in lists',
    LIMITE,
    `{ magasins { caisses { magasin { caisses { magasin { caisses { magasin { caisses { id } } } } } } } } }`,
  ),
  poste(
    'a full page, each with all places and all their tills',
    LIMITE,
    `{ produits(first: 100) { nodes { stocks { magasin { caisses { id } } } } edges { node { stocks { magasin { caisses { id } } } } } } }`,
  ),
  // Names and values
  poste('the key of a thing as an alias', INVALIDE, `{ produit(id: "1") { id: nom } }`),
  poste(
    'the key of a thing as an alias, in a fragment',
    INVALIDE,
    `{ produits { nodes { ...F } } } fragment F on Produit { id: codeBarres stocks { disponible } }`,
  ),
  poste('__typename as an alias', INVALIDE, `{ magasins { __typename: nom } }`),
  poste(
    '__typename as an alias, of one kind of result',
    INVALIDE,
    `mutation { seDeconnecter { ... on Query { a: __typename } __typename: fermeeLe } }`,
  ),
  poste('an alias of the planner', INVALIDE, `{ magasins { nom__alias_0: id } }`),
  poste('representations as a variable', INVALIDE, {
    query: 'query ($representations: ID!) { magasin(id: $representations) { nom } }',
    variables: { representations: '1' },
  }),
  poste('null for a variable with a default, in a directive', INVALIDE, {
    query: 'query ($q: Boolean = true) { produits(first: 1) @skip(if: $q) { totalCount } }',
    variables: { q: null },
  }),
  poste('null for a variable with a default, in an argument', INVALIDE, {
    query: 'query ($id: ID = "1") { ...F } fragment F on Query { magasin(id: $id) { nom } }',
    variables: { id: null },
  }),
  poste('null for a variable with a default, in an input', INVALIDE, {
    query:
      'query ($d: Date = "2026-01-01") { rapportVentes(filtre: { du: $d, au: "2026-01-02" }) { total } }',
    variables: { d: null },
  }),
  poste('__proto__ as an alias', INVALIDE, `{ __proto__: magasins { id } }`),
  poste('constructor as an alias', INVALIDE, `{ constructor: magasins { id } }`),
  poste(
    'prototype below constructor',
    INVALIDE,
    `{ magasins { constructor: caisses { prototype: id } } }`,
  ),
  poste('__proto__ as the name of a variable', INVALIDE, {
    query: `query ($__proto__: ID!) { magasin(id: $__proto__) { id } }`,
    variables: JSON.parse('{"__proto__": "1"}'),
  }),
  poste('constructor as the name of a variable', INVALIDE, {
    query: `query ($constructor: ID!) { magasin(id: $constructor) { id } }`,
    variables: { constructor: '1' },
  }),
  poste(
    'hasOwnProperty as the name of an operation',
    INVALIDE,
    `query hasOwnProperty { magasins { id } }`,
  ),
  poste(
    'toString as the name of a fragment',
    INVALIDE,
    `{ magasins { ...toString } } fragment toString on Magasin { id }`,
  ),
  poste(
    '__proto__ in an input object of the document',
    INVALIDE,
    `mutation { viderPanier(input: { panierId: "1", __proto__: { admin: true } }) { __typename } }`,
  ),
  poste(
    'a literal list of 300 lists',
    LIMITE,
    `{ magasin(id: ${'['.repeat(300)}${']'.repeat(300)}) { id } }`,
  ),
  poste(
    'a literal object of depth 12',
    LIMITE,
    `mutation { viderPanier(input: ${imbrique(12, '{ a: ', '1')}) { __typename } }`,
  ),
  poste(
    'a number beyond all numbers',
    INVALIDE,
    `mutation { ajouterAuPanier(input: { panierId: "1", produitId: "1", quantite: ${'9'.repeat(400)} }) { __typename } }`,
  ),
  poste(
    'a quantity that is no 32-bit number',
    VALIDATION,
    `mutation { ajouterAuPanier(input: { panierId: "1", produitId: "1", quantite: 2147483648 }) { __typename } }`,
  ),
  poste(
    'a null character in the document',
    INVALIDE,
    `{ produits(recherche: "\\u0000") { totalCount } }`,
  ),
  poste(
    'half a character in the document',
    SYNTAXE,
    `{ produits(recherche: "\\uD800") { totalCount } }`,
  ),
  poste(
    'a text of 20,000 characters in the document',
    LIMITE,
    `{ produits(recherche: "${'x'.repeat(20_000)}") { totalCount } }`,
  ),
  poste('a bare null character', SYNTAXE, `{ magasins { id } \0 }`),
  poste('letters that look like others', SYNTAXE, `{ mаgаsins { id } }`),
  poste('text turned around', SYNTAXE, `{ \u202emagasins { id } }`),
  poste('nothing but commas', SYNTAXE, ','.repeat(15_000)),
  poste('90,000 commas', LIMITE, ','.repeat(90_000)),
  poste('an unfinished text', SYNTAXE, `{ produits(recherche: "`),
  poste('a comment of 15 kB and nothing else', SYNTAXE, `#${'x'.repeat(15_000)}`),
  poste('a comment of 90 kB behind a document', LIMITE, `{ moi { id } } #${'x'.repeat(90_000)}`),
  // What is not for outside
  poste(
    'a field that services alone may ask for',
    VALIDATION,
    `mutation { figerPanier(input: {}) { __typename } }`,
  ),
  poste('the list of ended sign-ins', VALIDATION, `{ connexionsFermees }`),
  poste('_entities at the router', VALIDATION, {
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }`,
    variables: { r: [{ __typename: 'Produit', id: '1' }] },
  }),
  poste('the SDL of a subgraph', VALIDATION, `{ _service { sdl } }`),
  poste('the schema, without a token', 'NON_AUTHENTIFIE', `{ __schema { types { name } } }`, 401),
  poste(
    'one type, through a fragment',
    'NON_AUTHENTIFIE',
    `{ ...F } fragment F on Query { __type(name: "Employe") { fields { name } } }`,
    401,
  ),
];
