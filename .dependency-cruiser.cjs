// Who may import whom: the layers of docs/architecture.md, checked by `npm run check`.
// A comment says why a rule exists; the tool prints it beside each violation.

const SUBGRAPH = '^subgraphs/([^/]+)/src';
const TEST = '[.]test[.]tsx?$|^tests/|/test/';
const COMPOSITION_ROOTS = '(service|main)[.]ts$';
const PRISMA = '/generated/prisma/|node_modules/@prisma/';

/** The rules of one layer of a subgraph: which other layers it may import, and which only as types. */
function layer(name, { may, types = [], comment }) {
  const own = (folders) => `^subgraphs/$1/src/(${folders.join('|')})`;
  return [
    {
      name: `subgraph-${name}`,
      severity: 'error',
      comment,
      from: { path: `${SUBGRAPH}/${name}/`, pathNot: TEST },
      to: { path: '^subgraphs/', pathNot: own([`${name}/`, ...may, ...types]) },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `subgraph-${name}-types-only`,
            severity: 'error',
            comment: `${comment} It may name their types, with \`import type\`.`,
            from: { path: `${SUBGRAPH}/${name}/`, pathNot: TEST },
            to: { path: own(types), dependencyTypesNot: ['type-only'] },
          },
        ]),
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layer('domain', {
      may: [],
      comment: 'The domain is pure: it knows no other layer, so it is tested without mocks.',
    }),
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: "The domain imports nothing but itself, the kit's domain part and the tax rules.",
      from: { path: `${SUBGRAPH}/domain/`, pathNot: TEST },
      to: {
        pathNot:
          '^subgraphs/$1/src/domain/|^packages/subgraph-kit/src/domaine/|^packages/(fiscalite|acces)/|^(node:)?crypto$',
      },
    },
    ...layer('use-cases', {
      may: ['domain/'],
      types: ['data/', 'clients/', 'context[.]ts$'],
      comment:
        'A use case receives repositories and clients as arguments; it does not choose them.',
    }),
    ...layer('resolvers', {
      may: ['use-cases/', 'domain/', 'generated/'],
      types: ['data/', 'clients/', 'context[.]ts$'],
      comment:
        'A resolver unpacks, calls one thing and maps the result; it reads through its context.',
    }),
    ...layer('data', {
      may: ['domain/'],
      comment: 'Data serves the layers above and knows only the domain.',
    }),
    {
      name: 'prisma-in-data-only',
      severity: 'error',
      comment: 'Only data/ and the composition roots know that Prisma exists.',
      from: { path: '^subgraphs/', pathNot: `/data/|${COMPOSITION_ROOTS}|${TEST}` },
      to: { path: PRISMA },
    },
    {
      name: 'composition-roots-are-roots',
      severity: 'error',
      comment:
        'service.ts, main.ts and environment.ts put the parts together; no part imports them.',
      from: { path: `${SUBGRAPH}/`, pathNot: `/src/(${COMPOSITION_ROOTS})|${TEST}` },
      to: { path: `^subgraphs/$1/src/(service|main|environment)[.]ts$` },
    },
    {
      name: 'subgraphs-are-strangers',
      severity: 'error',
      comment: 'A subgraph talks to another through its API or its events, never through its code.',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'only-standalone-holds-subgraphs',
      severity: 'error',
      comment: 'Only the standalone mode and the tests across services import subgraphs.',
      from: { pathNot: '^(subgraphs|standalone|tests|scripts)/' },
      to: { path: '^subgraphs/' },
    },
    {
      name: 'standalone-through-the-door',
      severity: 'error',
      comment:
        'The standalone mode composes services and hands their settings on; what is inside them is their own.',
      from: { path: '^standalone/', pathNot: TEST },
      to: { path: '^subgraphs/', pathNot: '/src/(service|environment)[.]ts$' },
    },
    {
      name: 'packages-below',
      severity: 'error',
      comment: 'Packages are shared by everyone and know nobody.',
      from: { path: '^packages/' },
      to: { path: '^(subgraphs|router|standalone|pile|verification|web|tests)/' },
    },
    {
      name: 'kit-domain-is-pure',
      severity: 'error',
      comment: 'What a domain may import must be as pure as the domain.',
      from: { path: '^packages/(subgraph-kit/src/domaine|(fiscalite|acces)/src)/', pathNot: TEST },
      to: {
        pathNot:
          '^packages/(subgraph-kit/src/domaine|fiscalite|acces)/|^(node:)?crypto$|node_modules/uuid/',
      },
    },
    {
      name: 'web-has-no-server-code',
      severity: 'error',
      comment:
        'What the browser loads comes from web/, from packages made for it, and from what is pure: taxes, codes of products and errors.',
      from: { path: '^web/' },
      to: {
        path: '^(subgraphs|router|standalone|packages/(?!fiscalite/|subgraph-kit/src/domaine/codes(-erreurs)?[.]ts$))',
      },
    },
    {
      name: 'web-features-are-strangers',
      severity: 'error',
      comment: 'What two features share goes to web/src/shared; what joins them is in web/src/app.',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'web-one-way',
      severity: 'error',
      comment: 'app imports features, features import shared; never the other way.',
      from: { path: '^web/src/(features|shared)/' },
      to: { path: '^web/src/(app/|main)' },
    },
    {
      name: 'web-shared-is-below',
      severity: 'error',
      comment: 'app imports features, features import shared; never the other way.',
      from: { path: '^web/src/shared/' },
      to: { path: '^web/src/features/' },
    },
    {
      name: 'tests-stay-in-tests',
      severity: 'error',
      comment: 'What runs in production imports no test and no test helper.',
      from: { pathNot: `${TEST}|jest[^/]*$` },
      to: { path: TEST, pathNot: 'node_modules' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or miss a third. Types alone may.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is forgotten.',
      from: {
        orphan: true,
        pathNot: `${TEST}|[.]d[.]ts$|/(main|environment)[.]tsx?$|[.]config[.][cm]?[jt]s$|/generated/`,
      },
      to: {},
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      comment: 'A package that is not in package.json is there by accident.',
      from: {},
      // The tests import @jest/globals, which is how jest itself is meant to be imported.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '/@jest/globals/' },
    },
    {
      name: 'production-dependencies',
      severity: 'error',
      comment: 'An image holds no devDependencies: what runs there needs real ones.',
      from: {
        path: '^(packages|subgraphs|router|standalone|pile|verification)/',
        pathNot: `${TEST}|[.]config[.][cm]?[jt]s$`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The file or package does not exist.',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?]|^virtual:' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules|/generated/' },
    exclude: { path: '^(web/)?(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
