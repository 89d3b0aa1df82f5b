import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/**
 * The client operations that the journey runs. `DOCUMENTS_DIR` puts another client's documents in their place:
 * a client that is already written must find its own operations working, unchanged.
 */
export const DOCUMENTS_DIR = resolve(process.env['DOCUMENTS_DIR'] ?? 'tests/e2e/documents');

/** Every document of the folder, by file name without its ending. */
export function readDocuments(): Map<string, string> {
  return new Map(
    readdirSync(DOCUMENTS_DIR)
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => [basename(file, '.graphql'), readFileSync(join(DOCUMENTS_DIR, file), 'utf8')]),
  );
}
