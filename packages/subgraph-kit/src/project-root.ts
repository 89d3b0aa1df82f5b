import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT_NAME = 'caisse-multi';

/**
 * The folder of the project: the first one, walking up from this module, that holds `prisma/` and a
 * package.json named "caisse-multi". Walking, and not a relative path, because the same code runs
 * from `packages/subgraph-kit/src` and from a bundle in `dist/`.
 *
 * @returns an absolute path with symbolic links resolved.
 * @throws when no folder above this module is the project.
 */
export function projectRoot(): string {
  const start = dirname(realpathSync(fileURLToPath(import.meta.url)));
  for (let folder = start; ; folder = dirname(folder)) {
    if (isProjectRoot(folder)) return folder;
    if (folder === dirname(folder)) break;
  }
  throw new Error(
    `The project folder was not found above ${start}: it holds "prisma/" and a package.json named "${PROJECT_NAME}".`,
  );
}

function isProjectRoot(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(join(folder, 'prisma')) || !existsSync(manifest)) return false;
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown };
  return name === PROJECT_NAME;
}
