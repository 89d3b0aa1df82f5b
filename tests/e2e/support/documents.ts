import { readdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';

/**
 * The client operations that the journey runs. `DOCUMENTS_DIR` puts another client's documents in their place, from one
 * folder or several: a client that is already written must find its own operations working, unchanged.
 */
const DOSSIERS = (process.env['DOCUMENTS_DIR'] ?? 'tests/e2e/documents')
  .split(delimiter)
  .map((dossier) => resolve(dossier));

/** Every document of the folders, by file name without its ending. */
export function readDocuments(): Map<string, string> {
  return new Map(
    DOSSIERS.flatMap((dossier) =>
      readdirSync(dossier)
        .filter((file) => file.endsWith('.graphql'))
        .map(
          (file) =>
            [basename(file, '.graphql'), readFileSync(join(dossier, file), 'utf8')] as const,
        ),
    ),
  );
}
