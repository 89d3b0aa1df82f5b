// Writes what the sources say: resolver types, SDL constants, Prisma clients, the web's documents.
// A step whose inputs and outputs have not changed is skipped.
import { hashOf } from '../lib/cache.mjs';
import { COMMON_SDL, SUBGRAPHS, SUPERGRAPH, exists, read } from '../lib/project.mjs';
import { mapLimit } from '../lib/process.mjs';
import { elapsed, runStep } from '../lib/steps.mjs';
import { WEB_GENERATED, generatedFiles, mappersFile, webSources } from './paths.mjs';
import { generatePrismaClient, prismaOutput, prismaSchema } from './prisma-client.mjs';

/** @typedef {import('../lib/steps.mjs').Step} Step */

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
    work: async () => (await import('./resolver-types.mjs')).generateResolverTypes(subgraph),
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
  const sources = webSources();
  if (sources.length === 0 || !exists(SUPERGRAPH)) return [];
  const versions = [versionOf('@graphql-codegen/client-preset'), versionOf('graphql')];
  return [
    {
      name: 'web documents',
      inputs: () => hashOf([SUPERGRAPH, 'scripts/generate', ...sources], versions),
      outputs: [WEB_GENERATED],
      work: async () => (await import('./web-documents.mjs')).generateWebDocuments(),
    },
  ];
};

/**
 * Runs every step that has something to do.
 * @param {{ quiet?: boolean }} [options] quiet: say nothing when nothing has changed
 */
export async function runGenerate({ quiet = false } = {}) {
  const start = performance.now();
  const steps = [...prismaSteps(), ...resolverSteps(), ...webSteps()];
  const outcomes = await mapLimit(2, steps, (step) => runStep(step));
  const count = (/** @type {string} */ wanted) =>
    outcomes.filter((outcome) => outcome === wanted).length;
  if (!quiet || count('fresh') < outcomes.length) {
    console.log(
      `generate: ${count('done')} done, ${count('fresh')} unchanged, ${count('failed')} failed, ${elapsed(start)}`,
    );
  }
  return outcomes;
}
