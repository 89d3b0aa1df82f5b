import { basename, dirname } from 'node:path';

import { describeHolders, type MigrationWait } from './patience.ts';

/**
 * Turns the engine's error, whose message is a trace of its own source files, into one that says which
 * migration failed and what PostgreSQL answered.
 *
 * @param wait the last time that it did not get a lock
 */
export function migrationError(
  directory: string,
  cause: unknown,
  wait: MigrationWait | undefined,
): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  const folder = `${basename(dirname(directory))}/${basename(directory)}`;
  const name = /migration_name="([^"]+)"/.exec(message)?.[1];
  const reason = message
    .split('\n')
    .filter(
      (line) =>
        line.trim() !== '' &&
        line !== 'external connector error' &&
        !/^\s+(\d+: |with |at )/.test(line),
    )
    .join(' ');
  const subject = name
    ? `The migration ${name} (${folder}) failed`
    : `The migrations of ${folder} could not be applied`;
  const blocked = name !== undefined && wait?.migration === name;
  const open = blocked ? `; no lock while these are open: ${describeHolders(wait.holders)}` : '';
  return new Error(`${subject}: ${reason}${open}`, { cause });
}
