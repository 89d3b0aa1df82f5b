import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The servers that npm does not bring: program, and Debian's package of the same name. */
const TOOLS = { nginx: 'nginx', redis: 'redis-server', prometheus: 'prometheus' } as const;

export type Tool = keyof typeof TOOLS;
/** Path of each program. */
export type Tools = Readonly<Record<Tool, string>>;

/** Debian keeps servers where an ordinary user's PATH does not look. */
const ALSO = ['/usr/sbin', '/usr/local/sbin'];

/**
 * Looks for Nginx, Redis and Prometheus.
 *
 * @param path the PATH variable
 * @returns their paths, or Debian's names of the packages that are missing
 */
export function findTools(path: string): { tools: Tools } | { missing: string[] } {
  const folders = [...path.split(delimiter), ...ALSO];
  const found: Partial<Record<Tool, string>> = {};
  const missing: string[] = [];
  for (const tool of Object.keys(TOOLS) as Tool[]) {
    const file = folders.map((folder) => join(folder, TOOLS[tool])).find(isExecutable);
    if (file) found[tool] = file;
    else missing.push(TOOLS[tool]);
  }
  return missing.length > 0 ? { missing } : { tools: found as Tools };
}

/** What to tell a person whose machine lacks some. */
export function missingMessage(missing: readonly string[]): string {
  return `Il manque ${missing.join(', ')} : apt-get install ${missing.join(' ')}`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
