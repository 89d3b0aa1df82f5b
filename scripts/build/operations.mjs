import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { WEB_GENERATED } from '../generate/paths.mjs';
import { manifestOf } from '../lib/operations.mjs';
import { fromRoot } from '../lib/project.mjs';
import { writeBundle } from './bundle.mjs';

const MODULE = 'node_modules/.cache/caisse/operations';

/**
 * Writes the operations of the web application beside it, for a router that executes nothing else.
 * @returns {Promise<number>} how many there are
 */
export async function writeOperations() {
  await writeBundle({ graphql: `${WEB_GENERATED}graphql.ts` }, MODULE);
  const url = pathToFileURL(fromRoot(`${MODULE}/graphql.js`)).href;
  const manifest = manifestOf(await import(url));
  writeFileSync(fromRoot('web/dist/operations.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return Object.keys(manifest).length;
}
