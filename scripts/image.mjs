// Lays down what a container of services runs, and nothing else: `node scripts/image.mjs <folder>`, after a build.
// An install without devDependencies still has the Prisma CLI, TypeScript and the browser's packages, ten times
// what runs; so the files are found by following the imports of the bundles.
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeFileTrace } from '@vercel/nft';
import { entries } from './build/entries.mjs';
import { filesUnder } from './lib/cache.mjs';
import { ROOT, SUPERGRAPH, fromRoot } from './lib/project.mjs';

/** Bundles that bring a database of their own: both ways to run without containers, and their tools. */
const NOT_IN_CONTAINERS = ['standalone/main', 'pile/main', 'postgres'];

/** Read by path and not imported, so that no trace finds them. */
const readByPath = () => [
  'package.json',
  SUPERGRAPH,
  'web/dist/operations.json',
  // Its entry is only resolved, to find the .wasm beside it.
  'node_modules/@prisma/schema-engine-wasm/schema_engine.js',
  'node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm',
  ...filesUnder('prisma').filter(
    (path) => path.includes('/migrations/') || path.endsWith('/demo.sql'),
  ),
];

/** What packages try to load and do without. */
const OPTIONAL = ['pg-native', 'encoding', 'cloudflare:sockets'];

/** The binaries of argon2 for other machines, which its loader tries one after the other. */
const OTHER_MACHINES = /"(@node-rs\/argon2-|\.\/argon2\.)[^"]+"/;

/** @returns {Promise<string[]>} relative to the root */
async function imported() {
  const bundles = Object.keys(entries())
    .filter((name) => !NOT_IN_CONTAINERS.includes(name))
    .map((name) => fromRoot(`dist/${name}.js`));
  const { fileList, warnings } = await nodeFileTrace(bundles, {
    base: ROOT,
    // What `require` prefers since Node 20.19.
    conditions: ['node', 'module-sync'],
  });
  const missing = [...warnings]
    .map(({ message }) => message)
    .filter((message) => !OPTIONAL.some((name) => message.includes(`"${name}"`)))
    .filter((message) => !OTHER_MACHINES.test(message));
  if (![...fileList].some((path) => /argon2[^/]*\.node$/.test(path))) {
    missing.push('The binary of argon2 for this machine is not installed');
  }
  if (missing.length > 0) throw new Error(missing.join('\n'));
  return [...fileList];
}

const folder = process.argv[2];
if (!folder) throw new Error('usage: node scripts/image.mjs <folder>');
const target = resolve(folder);

const files = [...new Set([...(await imported()), ...readByPath()])];
rmSync(target, { recursive: true, force: true });
for (const file of files) {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  cpSync(fromRoot(file), join(target, file));
}
const bytes = files.reduce((sum, file) => sum + statSync(fromRoot(file)).size, 0);
console.log(`image: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${target}`);
