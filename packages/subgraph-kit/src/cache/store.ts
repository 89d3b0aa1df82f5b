/**
 * The place that keeps cached entries, shared by every process that reads or writes the same rows.
 *
 * An entry is absent, a lease (somebody is about to fill it), or a version with its payload. Three steps change it,
 * each atomic over all its keys and each one round trip; nothing else may write under the same keys. Together they
 * keep a read that starts after a write was acknowledged from showing what was there before (docs/adr/0012).
 */
export interface CacheStore {
  /**
   * Reads entries. An absent one, or one that is not ours, becomes a lease of the reader.
   *
   * @param token of this reading alone: it is what `remplir` has to show
   * @returns what was found, in the order of the keys
   * @throws when the store does not answer in time
   */
  lire(keys: readonly string[], token: string): Promise<Found[]>;
  /** Fills entries that still hold the lease of this token; leaves the others alone. */
  remplir(token: string, entries: readonly Filling[]): Promise<void>;
  /**
   * Tells new versions, after their commit and before the writer answers: replaces a lower version within the life
   * that it has left, ends a lease, never makes an absent entry.
   */
  publier(publications: readonly Publication[]): Promise<void>;
  /** For people: how the store is doing, in a word. */
  state(): string;
}

/** What `lire` found under a key. */
export type Found =
  | { kind: 'value'; version: number; payload: string }
  /** Nothing was there: the reader holds the lease and is to fill it. */
  | { kind: 'absent' }
  /** Something that is not ours was there: the reader holds the lease. */
  | { kind: 'foreign' }
  /** Another reader holds the lease. */
  | { kind: 'leased' };

export interface Publication {
  key: string;
  version: number;
  payload: string;
}

export interface Filling extends Publication {
  /** How long it may live, in milliseconds. */
  lifeMs: number;
}

/** How long a reader has to fill what it found absent. */
export const LEASE_MS = 2_000;

/**
 * The longest life of an entry. A publication does not prolong it, so that with the lease nothing is shown that has
 * been wrong for more than 10 s, whatever was lost or came late.
 */
export const LIFE_MS = 8_000;

/** The life of the entry of a row that does not exist. */
export const UNKNOWN_LIFE_MS = 2_000;
