import { createHash } from 'node:crypto';
import { InMemoryCache } from '@apollo/client';
import { Kind, print } from 'graphql';

/**
 * The manifest of a client: each operation by the SHA-256 of its text, as that client sends it. Apollo Client adds
 * `__typename` to what it reads, and prints the document with its fragments behind it.
 * @param {Record<string, unknown>} documents what the generated module exports; the rest is left out
 * @returns {Record<string, string>}
 */
export function manifestOf(documents) {
  const cache = new InMemoryCache();
  const texts = Object.values(documents)
    .filter(isOperation)
    .map((document) => print(cache.transformDocument(document)))
    .sort();
  return Object.fromEntries(
    texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]),
  );
}

/**
 * @param {any} value
 * @returns {value is import('graphql').DocumentNode}
 */
function isOperation(value) {
  return (
    value?.kind === Kind.DOCUMENT &&
    value.definitions.some(
      (/** @type {import('graphql').DefinitionNode} */ { kind }) =>
        kind === Kind.OPERATION_DEFINITION,
    )
  );
}
