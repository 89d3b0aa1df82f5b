import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { ROOT, fromRoot } from '../lib/project.mjs';

/**
 * Our workspaces are bundled from their TypeScript; packages stay in node_modules, where their own
 * files (WebAssembly, native binaries) are. A package must be in the root's node_modules for that:
 * from dist/, Node does not see the one that is nested in a workspace.
 * @type {import('esbuild').Plugin}
 */
const packagesStayOutside = {
  name: 'packages-stay-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@caisse/')) return undefined;
      const [workspace = ''] = relative(ROOT, importer).split('/src/');
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      if (existsSync(join(ROOT, workspace, 'node_modules', name))) {
        const text = `${name} is nested in ${workspace}/node_modules, where a bundle cannot see it: align its versions`;
        return { errors: [{ text }] };
      }
      return { path, external: true };
    });
  },
};

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
    plugins: [packagesStayOutside],
  });
  // Only now: a build that fails leaves the last good one.
  rmSync(fromRoot(outdir), { recursive: true, force: true });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}
