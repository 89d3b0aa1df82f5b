import { exists } from './project.mjs';

const TOOLS = ['esbuild', 'vite', 'prisma', '@graphql-codegen/typescript-resolvers'];

/** The tools that a build needs and that an install without devDependencies does not have. */
export const missingTools = () =>
  TOOLS.filter((name) => !exists(`node_modules/${name}/package.json`));
