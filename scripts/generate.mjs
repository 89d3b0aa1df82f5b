// Writes what the sources say: resolver types, SDL constants, Prisma clients, the web's documents.
// A step whose inputs and outputs have not changed is skipped.
import { hashOf } from './lib/cache.mjs';
import { COMMON_SDL, SUBGRAPHS, exists, read } from './lib/project.mjs';
import { mapLimit, run } from './lib/process.mjs';
import { elapsed, runStep } from './lib/steps.mjs';
import { generatePrismaClient, prismaOutput, prismaSchema } from './generate/prisma-client.mjs';
import { generatedFiles, mappersFile } from './generate/paths.mjs';

/** @typedef {import('./lib/steps.mjs').Step} Step */

const start = performance.now();
const versionOf = (/** @type {string} */ name) =>
  JSON.parse(read(`node_modules/${name}/package.json`)).version;

/** @returns {Step[]} */
const resolverSteps = () => {
  const versions = ['@graphql-codegen/typescript-resolvers', 'graphql'].map(versionOf);
  return SUBGRAPHS.map((subgraph) => ({
    name: `types ${subgraph}`,
    inputs: () =>
      hashOf(
        [
          COMMON_SDL,
          `subgraphs/${subgraph}/schema.graphql`,
          mappersFile(subgraph),
          'scripts/generate',
        ],
        versions,
      ),
    outputs: generatedFiles(subgraph),
    // Loaded only when it has work: the generator takes half a second to load.
    work: async () =>
      (await import('./generate/resolver-types.mjs')).generateResolverTypes(subgraph),
  }));
};

/** @returns {Step[]} */
const prismaSteps = () => {
  const versions = [versionOf('prisma'), versionOf('@prisma/client')];
  return SUBGRAPHS.filter((subgraph) => exists(prismaSchema(subgraph))).map((subgraph) => ({
    name: `prisma ${subgraph}`,
    inputs: () => hashOf([prismaSchema(subgraph), 'scripts/generate/prisma-client.mjs'], versions),
    outputs: [prismaOutput(subgraph)],
    work: () => generatePrismaClient(subgraph),
  }));
};

/** @returns {Step[]} */
const webSteps = () => {
  const scripts = JSON.parse(read('web/package.json')).scripts ?? {};
  if (!scripts.generate) return [];
  return [
    {
      name: 'web documents',
      // The web's own script says what it reads and writes; it is asked each time, and is quick.
      work: async () => {
        const { code, output } = await run('npm', ['run', '--silent', 'generate', '-w', 'web']);
        if (code !== 0) throw new Error(output);
      },
    },
  ];
};

console.log('generate');
const outcomes = await mapLimit(2, [...prismaSteps(), ...resolverSteps(), ...webSteps()], (step) =>
  runStep(step),
);
const skipped = outcomes.filter((outcome) => outcome === 'fresh').length;
const failed = outcomes.filter((outcome) => outcome === 'failed').length;
console.log(
  `generate: ${outcomes.length - skipped - failed} done, ${skipped} unchanged, ${failed} failed, ${elapsed(start)}`,
);
if (failed > 0) process.exitCode = 1;
