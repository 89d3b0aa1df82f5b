import { rmSync } from 'node:fs';
import { exists, fromRoot } from '../lib/project.mjs';
import { runNode } from '../lib/process.mjs';

/** @param {string} subgraph */
export const prismaSchema = (subgraph) => `prisma/${subgraph}/schema.prisma`;

/** @param {string} subgraph the `output` that each schema.prisma names */
export const prismaOutput = (subgraph) => `subgraphs/${subgraph}/src/data/generated/prisma`;

/**
 * Environment of Prisma's command line. It insists on finding its native schema engine, which an
 * install without downloads does not have, and which neither `generate` nor `validate` runs: any
 * file that exists will do.
 */
export const prismaEnv = () => ({
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
});

/**
 * @param {'generate' | 'validate' | 'format'} command
 * @param {string} subgraph
 * @param {string[]} [args]
 */
export async function prisma(command, subgraph, args = []) {
  const { code, output } = await runNode(
    'node_modules/prisma/build/index.js',
    [command, '--schema', prismaSchema(subgraph), ...args],
    { env: prismaEnv() },
  );
  if (code !== 0) throw new Error(output);
}

/** @param {string} subgraph */
export async function generatePrismaClient(subgraph) {
  // Models that are gone must not leave their files behind.
  rmSync(fromRoot(prismaOutput(subgraph)), { recursive: true, force: true });
  await prisma('generate', subgraph, ['--no-hints']);
  if (!exists(prismaOutput(subgraph))) {
    throw new Error(
      `${prismaSchema(subgraph)} must name the output ../../${prismaOutput(subgraph)}`,
    );
  }
}
