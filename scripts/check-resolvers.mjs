// One resolver file per root field, named like it; an internal one is for services alone.
import { parse } from 'graphql';
import { filesUnder } from './lib/cache.mjs';
import { SUBGRAPHS, subgraphSdl } from './lib/project.mjs';
import { resolverFaults } from './lib/resolver-files.mjs';

const faults = SUBGRAPHS.flatMap((subgraph) => {
  const folder = `subgraphs/${subgraph}/src/resolvers/`;
  const names = filesUnder(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(folder.length, -'.ts'.length));
  return resolverFaults(parse(subgraphSdl(subgraph)), names).map((fault) => `${folder}${fault}`);
});
for (const fault of faults) console.error(fault);
console.log(`resolvers: ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
