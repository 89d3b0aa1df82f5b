import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

import { bytesOf, withoutLocations } from './document-memory.ts';
import type { RouterContext } from './context.ts';

type DocumentStore = NonNullable<ApolloServerOptions<RouterContext>['documentStore']>;

/** Memory that documents which passed validation may take: those of the clients take a tenth. */
const KEPT_BYTES = 8_000_000;

/**
 * Where Apollo Server keeps the documents that it has validated. Its own measures them by their length in JSON, and
 * keeps their locations: several times what it says.
 */
export function documentStore(): DocumentStore {
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (document) => bytesOf(document),
  });
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, document) => {
      // Validation has spoken, so nobody asks for places in the text any more.
      kept.set(key, withoutLocations(document));
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(kept.delete(key)),
  };
}
