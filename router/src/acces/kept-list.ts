import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '@caisse/subgraph-kit';

const FILE = 'connexions-fermees.json';

/** The last list of ended sign-ins, on disk. */
export interface KeptList {
  /** @returns undefined where none was kept, or none can be read */
  read(): ReadonlySet<string> | undefined;
  /** Keeps a list if it is another; that it cannot be kept is told once, and stops nothing. */
  write(ids: readonly string[]): void;
}

/** @param folder made when it is missing; undefined keeps nothing */
export function keptList(folder: string | undefined, logger: Logger): KeptList {
  if (folder === undefined) return { read: () => undefined, write: () => undefined };
  const path = join(folder, FILE);
  let last: string | undefined;
  let failing = false;
  return {
    read() {
      try {
        const text = readFileSync(path, 'utf8');
        const ids: unknown = JSON.parse(text);
        if (!Array.isArray(ids)) return undefined;
        last = text;
        return new Set(ids.map(String));
      } catch {
        return undefined;
      }
    },
    write(ids) {
      const text = JSON.stringify(ids);
      if (text === last) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // Whole or not at all: a router that is killed here has the list of before.
        const whole = `${path}.${randomUUID()}`;
        writeFileSync(whole, text, { mode: 0o600 });
        renameSync(whole, path);
        last = text;
        failing = false;
      } catch (err) {
        if (!failing) logger.warn({ err }, 'The list of ended sign-ins cannot be kept on disk');
        failing = true;
      }
    },
  };
}
