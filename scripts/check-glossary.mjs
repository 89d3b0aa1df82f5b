// The names of the six schemas use the words of docs/glossaire.md.
import { parse } from 'graphql';
import { glossaryFaults, parseGlossary } from './lib/glossary.mjs';
import { COMMON_SDL, SUBGRAPHS, read } from './lib/project.mjs';

const glossary = parseGlossary(read('docs/glossaire.md'));
const files = [COMMON_SDL, ...SUBGRAPHS.map((name) => `subgraphs/${name}/schema.graphql`)];
const faults = files.flatMap((file) =>
  glossaryFaults(parse(read(file)), glossary).map((fault) => `${file}: ${fault}`),
);
for (const fault of faults) console.error(fault);
console.log(`glossary: ${glossary.terms.length} terms, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
