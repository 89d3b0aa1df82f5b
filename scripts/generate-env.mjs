// Writes .env.example from docker-compose.yml and from the zod schemas of the environment.ts files; with --check,
// says whether the committed file is what they say.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { writeBundle } from './build/bundle.mjs';
import { composeExample } from './lib/compose-example.mjs';
import { envExample } from './lib/env-example.mjs';
import { SUBGRAPHS, exists, fromRoot, read } from './lib/project.mjs';

const FILE = '.env.example';
const OUT = 'node_modules/.cache/caisse/environments';
const folders = [
  ...SUBGRAPHS.map((name) => `subgraphs/${name}`),
  'router',
  'standalone',
  'pile',
  'verification',
];
const sources = Object.fromEntries(
  folders
    .map((folder) => [folder.replace('subgraphs/', ''), `${folder}/src/environment.ts`])
    .filter(([, source = '']) => exists(source)),
);

await writeBundle(sources, OUT);
/** @type {Record<string, import('./lib/env-example.mjs').Schema>} */
const schemas = {};
for (const name of Object.keys(sources)) {
  const url = pathToFileURL(fromRoot(`${OUT}/${name}.js`)).href;
  schemas[name] = (await import(url)).schema;
}

const text = `${composeExample(read('docker-compose.yml'))}\n${envExample(schemas)}`;
if (exists(FILE) && read(FILE) === text) {
  console.log(`generate:env: ${FILE} is up to date`);
} else if (process.argv.includes('--check')) {
  console.error(`generate:env: ${FILE} is stale: run \`npm run generate:env\` and commit it.`);
  process.exitCode = 1;
} else {
  writeFileSync(fromRoot(FILE), text);
  console.log(`generate:env: ${FILE} written`);
}
