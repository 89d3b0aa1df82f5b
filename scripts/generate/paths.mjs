import { filesUnder } from '../lib/cache.mjs';

/** @param {string} subgraph */
export const mappersFile = (subgraph) => `subgraphs/${subgraph}/codegen.mappers.json`;

/**
 * @param {string} subgraph
 * @returns {[types: string, sdl: string]}
 */
export const generatedFiles = (subgraph) => [
  `subgraphs/${subgraph}/src/generated/graphql.ts`,
  `subgraphs/${subgraph}/src/generated/type-defs.ts`,
];

export const WEB_GENERATED = 'web/src/shared/api/generated/';

/** The files of the web application that may hold documents. */
export const webSources = () =>
  filesUnder('web/src').filter(
    (file) =>
      /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file) && !file.startsWith(WEB_GENERATED),
  );
