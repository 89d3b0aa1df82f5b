// A step is skipped when what it read and what it wrote are as they were after its last success.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, fromRoot } from './project.mjs';

/** Never inputs, wherever they are under a path. */
const IGNORED = ['node_modules', 'dist'];

const FOLDER = fromRoot('node_modules/.cache/caisse');

/** @param {string} path @returns {string[]} every file under a path, or the path itself */
function filesOf(path) {
  let stat;
  try {
    stat = statSync(path);
  } catch {
    return [];
  }
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !IGNORED.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const found = join(path, entry.name);
      return entry.isDirectory() ? filesOf(found) : [found];
    });
}

/** @param {string} path relative to the root @returns {string[]} files under it, as relative paths */
export const filesUnder = (path) => filesOf(fromRoot(path)).map((file) => relative(ROOT, file));

/**
 * Hash of the contents of files and folders (relative to the root) and of plain values.
 * @param {string[]} paths
 * @param {unknown[]} [values]
 */
export function hashOf(paths, values = []) {
  const hash = createHash('sha256').update(JSON.stringify(values));
  for (const path of paths) {
    for (const file of filesOf(fromRoot(path))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Outputs are only looked at by size and time: hashing megabytes of generated code would cost more
 * than it protects from.
 * @param {string[]} paths
 */
function stampOf(paths) {
  const files = paths.flatMap((path) => {
    const found = filesOf(fromRoot(path));
    return found.length > 0 ? found : [`missing ${path} ${Math.random()}`];
  });
  return files.map((file) => {
    if (file.startsWith('missing ')) return file;
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
}

/**
 * @param {string} name of the step
 * @param {string} inputs hash of what the step reads
 * @param {string[]} outputs paths that the step writes, relative to the root
 */
export function isFresh(name, inputs, outputs) {
  try {
    const saved = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
    return saved.inputs === inputs && saved.outputs === hashOf([], stampOf(outputs));
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} inputs @param {string[]} outputs */
export function remember(name, inputs, outputs) {
  mkdirSync(FOLDER, { recursive: true });
  const saved = { inputs, outputs: hashOf([], stampOf(outputs)) };
  writeFileSync(join(FOLDER, `${name}.json`), JSON.stringify(saved));
}

/** @param {string} name */
export function forget(name) {
  rmSync(join(FOLDER, `${name}.json`), { force: true });
}
