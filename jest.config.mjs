/** Types are removed, not checked: `npm run check` does that. */
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx },
      target: 'es2023',
      transform: { react: { runtime: 'automatic' } },
      // Node demands the attribute of a JSON import, and swc would drop it.
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  },
];

/** Workspaces resolve to their TypeScript sources by themselves, through the `exports` of their package.json. */
const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.data/'],
};

export default {
  rootDir: import.meta.dirname,
  maxWorkers: 2,
  // Jest reads it here only, not from a project: a hook that starts the whole system takes its time.
  testTimeout: 120_000,
  globalTeardown: '<rootDir>/tests/support/fin-de-tout.mjs',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.unit.test.{ts,tsx}'],
    },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.int.test.ts'],
      globalSetup: '<rootDir>/packages/subgraph-kit/src/test/global-setup.mjs',
      globalTeardown: '<rootDir>/packages/subgraph-kit/src/test/global-teardown.mjs',
    },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/tests/**/*.e2e.test.ts'],
    },
    {
      ...common,
      displayName: 'pannes',
      testMatch: ['<rootDir>/tests/pannes/**/*.pannes.test.ts'],
    },
  ],
};
