/** The invariants of the sale; see README.md for what each one says. */
export const INVARIANTS = [
  ...(['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9'] as const),
  ...(['V10', 'V11', 'V12', 'V13'] as const),
] as const;
export type InvariantId = (typeof INVARIANTS)[number];

/** Something that is not as it must be. */
export interface Difference {
  what: string;
  /** Where to look: names of keys, and their values. */
  ids: Readonly<Record<string, string | number>>;
  expected: unknown;
  found: unknown;
}

/** What the check of one invariant gave. */
export interface Result {
  invariant: InvariantId;
  title: string;
  /** How many things were compared. */
  compared: number;
  /** How many of them differ. */
  found: number;
  /** The differences, the first 1,000 at most. */
  differences: Difference[];
  durationMs: number;
  /** What the reader of the result should know beside it. */
  notes: string[];
}

/** Where a check writes what it sees. */
export interface Tally {
  compare(count: number): void;
  differ(difference: Difference): void;
  /** Differences so far. */
  found(): number;
  /** Says something; of those that are about the same, the last one counts. */
  note(about: string, text: string): void;
}

/** Differences kept of one check: enough to see what is wrong, whatever is wrong. */
export const KEPT = 1_000;

/**
 * Makes the tally of one check.
 *
 * @param onProgress told of the count so far, each time it grows
 */
export function createTally(onProgress: (compared: number) => void) {
  const sum = {
    ...{ compared: 0, found: 0, differences: [] as Difference[] },
    notes: new Map<string, string>(),
  };
  const tally: Tally = {
    compare(count) {
      sum.compared += count;
      onProgress(sum.compared);
    },
    differ(difference) {
      sum.found += 1;
      if (sum.differences.length < KEPT) sum.differences.push(difference);
    },
    found: () => sum.found,
    note: (about, text) => sum.notes.set(about, text),
  };
  return { tally, sum };
}

/** Two differences with the same key are the same one, seen twice. */
export function keyOf({ what, ids }: Difference): string {
  return JSON.stringify([what, Object.entries(ids).sort()]);
}

/** Adds what one slice gave to what those before it gave. */
export function addUp(
  sum: ReturnType<typeof createTally>['sum'],
  part: ReturnType<typeof createTally>['sum'],
): void {
  sum.compared += part.compared;
  sum.found += part.found;
  sum.differences.push(...part.differences.slice(0, KEPT - sum.differences.length));
  for (const [about, text] of part.notes) sum.notes.set(about, text);
}
