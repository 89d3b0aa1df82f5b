import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Logger } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { marks } from './marks.ts';
import { INVARIANTS } from './result.ts';

const where = z.object({
  invariant: z.enum(INVARIANTS),
  walk: z.string(),
  from: z.unknown(),
  size: z.number().int().positive(),
});

/** What the check beside the work keeps between its rounds, and over a restart. */
const state = z.object({
  version: z.literal(1),
  marks,
  /** When the last round of recent changes that missed nothing began, in milliseconds since 1970. */
  recentAt: z.number().optional(),
  /** The check of everything that is under way: where it stands, and for how long it has worked. */
  pass: where.extend({ workedMs: z.number() }).optional(),
  /** The last one that came to its end. */
  lastPass: z.object({ at: z.number(), workedMs: z.number() }).optional(),
  /** Slices in which something was found, to look at again. */
  broken: z.array(where),
});
export type State = z.infer<typeof state>;

const NEW = (): State => ({ version: 1, marks: {}, broken: [] });

/** A file of the checker's own: it writes to no database. */
export interface StateFile {
  read(): Promise<State>;
  write(state: State): Promise<void>;
}

/** @param path absent: what is kept is kept by this process only */
export function openState(path: string | undefined, logger: Logger): StateFile {
  if (path === undefined) {
    let kept = NEW();
    return {
      read: async () => kept,
      async write(next) {
        kept = next;
      },
    };
  }
  return {
    async read() {
      try {
        return state.parse(JSON.parse(await readFile(path, 'utf8')));
      } catch (err) {
        if ((err as NodeJS.ErrnoException).code !== 'ENOENT') {
          logger.warn(
            { err, path },
            'What earlier checks have seen cannot be read: all is looked at',
          );
        }
        return NEW();
      }
    },
    async write(next) {
      await mkdir(dirname(path), { recursive: true });
      // A file that is half written would be no better than none.
      await writeFile(`${path}.new`, JSON.stringify(next), { flush: true });
      await rename(`${path}.new`, path);
    },
  };
}
