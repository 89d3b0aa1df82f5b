// One resolver file per root field, named like it; an internal one demands the service token.
import { parse } from 'graphql';
import { filesUnder } from './lib/cache.mjs';
import { SUBGRAPHS, read, subgraphSdl } from './lib/project.mjs';
import { resolverFaults } from './lib/resolver-files.mjs';

const faults = SUBGRAPHS.flatMap((subgraph) => {
  const folder = `subgraphs/${subgraph}/src/resolvers/`;
  const names = filesUnder(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(folder.length, -'.ts'.length));
  const text = (/** @type {string} */ name) => read(`${folder}${name}.ts`);
  return resolverFaults(parse(subgraphSdl(subgraph)), { names, text }).map(
    (fault) => `${folder}${fault}`,
  );
});
for (const fault of faults) console.error(fault);
console.log(`resolvers: ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
