import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

import { projectRoot } from '@caisse/subgraph-kit';

/** Documents by the SHA-256 of their text, in hexadecimal. */
export type Manifest = ReadonlyMap<string, string>;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads manifests: JSON objects of documents by their SHA-256.
 *
 * @param files paths, absolute or from the project's root
 * @param required whether nothing works without them
 * @throws Error when one is required and missing, or when a document is not what its hash says
 */
export function readManifests(files: readonly string[], required: boolean): Manifest {
  const documents = new Map<string, string>();
  for (const file of files) {
    const path = isAbsolute(file) ? file : join(projectRoot(), file);
    if (!required && !existsSync(path)) continue;
    const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    for (const [hash, text] of Object.entries(content)) {
      if (typeof text !== 'string' || sha256(text) !== hash) {
        throw new Error(`${file}: ${hash} is not the SHA-256 of its document`);
      }
      documents.set(hash, text);
    }
  }
  return documents;
}
