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
