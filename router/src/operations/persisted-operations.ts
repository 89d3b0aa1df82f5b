import { PublicError } from '@caisse/subgraph-kit';

import { malformed } from '../limits/refusals.ts';
import { type Manifest, sha256 } from './manifest.ts';

/** What a request says of the document that it wants executed. */
export interface Wanted {
  query?: string | undefined;
  /** SHA-256 of a document that the server knows. */
  hash?: string | undefined;
  /** The hash is one of automatic persisted queries: its sender would send the document for us to keep. */
  isAutomatic?: boolean;
}

/** Knows the documents of the clients, and in closed mode executes nothing else. */
export interface PersistedOperations {
  /**
   * The text of the document that a request wants; undefined when it names none.
   *
   * @throws PublicError PERSISTED_QUERY_NOT_FOUND or PERSISTED_QUERY_NOT_SUPPORTED, or OPERATION_INCONNUE in closed mode
   */
  resolve(wanted: Wanted): string | undefined;
}

/**
 * @param manifest of all clients
 * @param closed refuse what is not in it
 */
export function persistedOperations(manifest: Manifest, closed: boolean): PersistedOperations {
  return {
    resolve({ query, hash, isAutomatic = false }) {
      if (query !== undefined) {
        if (hash === undefined && !closed) return query;
        const own = sha256(query);
        if (hash !== undefined && hash !== own) {
          throw malformed('Le condensé n’est pas celui du document envoyé.');
        }
        if (closed && !manifest.has(own)) throw unknownOperation();
        return query;
      }
      if (hash === undefined) return undefined;
      const text = manifest.get(hash);
      if (text !== undefined) return text;
      // Not found would have its sender send each operation twice: nothing that they send is kept.
      throw new PublicError(
        isAutomatic ? 'PERSISTED_QUERY_NOT_SUPPORTED' : 'PERSISTED_QUERY_NOT_FOUND',
        'Aucune opération enregistrée n’a ce condensé.',
      );
    },
  };
}

function unknownOperation(): PublicError {
  return new PublicError(
    'OPERATION_INCONNUE',
    'Ce serveur n’exécute que les opérations des applications de la chaîne.',
  );
}
