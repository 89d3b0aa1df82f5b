import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.{ts,tsx}'];
const TESTS = ['**/*.test.{ts,tsx}', 'tests/**', 'packages/subgraph-kit/src/test/**'];
// Run from a terminal, by a person: they print, and they read what they are told.
const COMMANDS = [
  'scripts/**',
  'standalone/**',
  'pile/**',
  '**/src/cli/**',
  '**/*.config.{ts,mjs,cjs}',
  '**/codegen.ts',
];

export default defineConfig([
  {
    ignores: ['**/generated/', '**/dist/', 'coverage/', 'artefacts/', '.data/', 'prisma/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    name: 'scripts and configuration',
    files: ['**/*.{mjs,cjs,js}'],
    extends: [js.configs.recommended],
    // scripts/tsconfig.json checks their names and types.
    rules: { 'no-undef': 'off' },
  },

  {
    name: 'typescript',
    files: TYPESCRIPT,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A function may be async for the sake of the interface that it implements.
      '@typescript-eslint/require-await': 'off',
      'id-match': ['error', '^[\\x20-\\x7e]*$', { properties: true, onlyDeclarations: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.{1,2}(/|$)(?!.*\\.[a-z]+(\\?.*)?$)',
              message: 'Write the extension of a local file: ./name.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    name: 'one reader of the environment, one way to log',
    files: TYPESCRIPT,
    ignores: [...TESTS, ...COMMANDS],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only environment.ts reads process.env; pass what you need as an argument.',
        },
      ],
    },
  },
  {
    name: 'environment',
    files: ['**/environment.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    name: 'size',
    files: ['**/*.{ts,tsx,mjs}'],
    // A dictionary is one list.
    ignores: [...TESTS, '**/i18n/{fr,en}.ts'],
    rules: { 'max-lines': ['warn', { max: 200 }] },
  },
  {
    name: 'web',
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // An event handler is one expression more often than not.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // React calls a handler and does not wait for it.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    name: 'tests',
    files: TESTS.flatMap((path) => (path.endsWith('**') ? [`${path}/*.ts`] : [path])),
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(test|describe)$/][property.name=/^(skip|only|todo)$/]',
          message: 'A test runs, or it is not there.',
        },
        {
          selector: 'MemberExpression[property.name=/Snapshot$/]',
          message: 'Say what is expected; a snapshot says what happened.',
        },
      ],
    },
  },
  {
    name: 'answers walked through by end-to-end tests',
    files: ['tests/e2e/**/*.ts'],
    rules: {
      // They assert what an answer holds: a wrong assumption about its shape is a failing test.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  {
    name: 'schemas',
    files: ['subgraphs/*/schema.graphql', 'packages/subgraph-kit/schema/*.graphql'],
    languageOptions: { parser: graphql.parser },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          // The roots are everyone's; composition would find six descriptions.
          ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation)$/]'],
        },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/no-typename-prefix': 'error',
      '@graphql-eslint/input-name': [
        'error',
        { checkInputType: true, caseSensitiveInputType: false },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          allowLeadingUnderscore: false,
          allowTrailingUnderscore: false,
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Name[value=/[^\\x20-\\x7e]/]',
          message: 'Identifiers are ASCII; accents belong to the descriptions.',
        },
        {
          selector:
            'ObjectTypeDefinition[name.value=Mutation] > FieldDefinition:not([gqlType.gqlType.name.value=/Resultat$/])',
          message:
            'A mutation returns its own result, never null: xxx(input: XxxInput!): XxxResultat!',
        },
      ],
    },
  },
  prettier,
]);
