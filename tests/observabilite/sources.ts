import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of some folders that may hold GraphQL documents; what was generated is left out. */
export function sources(folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => /\.(tsx?|graphql)$/.test(file))
    .filter((file) => !/\.test\.|\/generated\//.test(file));
}
