import type { DocumentNode } from 'graphql';

/** What a parsed node takes in memory, its kind and its empty lists included: measured, and rounded up. */
const NODE_BYTES = 160;
/** A character of a text that is not Latin-1. */
const CHARACTER_BYTES = 2;

/**
 * How much memory a document without locations takes, at most: what is kept of strangers is bounded by this, since
 * the length of a text says little of what it is parsed to.
 */
export function bytesOf(document: DocumentNode): number {
  let bytes = 0;
  walk(document, (value) => {
    bytes += typeof value === 'string' ? value.length * CHARACTER_BYTES : NODE_BYTES;
  });
  return bytes;
}

/** Lets go of the locations of a document: they hold its text and a list of all its tokens. */
export function withoutLocations(document: DocumentNode): DocumentNode {
  walk(document, (value) => {
    if (typeof value === 'object' && 'loc' in value) {
      (value as { loc?: unknown }).loc = undefined;
    }
  });
  return document;
}

/** Visits every node and every text of a document. */
function walk(value: unknown, visit: (value: object | string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value);
    for (const [name, member] of Object.entries(value)) {
      if (name !== 'kind' && name !== 'loc') walk(member, visit);
    }
  }
}
