import { type Difference, type InvariantId, KEPT, keyOf } from './result.ts';
import type { Seen } from './look.ts';

/** Slices kept of an invariant: when everything is wrong, some of it says so. */
const SLICES = 20;

/** A slice in which something was found. */
export interface BrokenSlice {
  invariant: InvariantId;
  walk: string;
  from: unknown;
  size: number;
}

/**
 * What was found and not yet seen to be right again. It stays until its own slice is clean, so that it is told although
 * what changed lately no longer shows it, and no longer than it is there.
 */
export function createKnownFaults(kept: readonly BrokenSlice[]) {
  const slices = new Map<string, { slice: BrokenSlice; keys: Set<string>; beyond: number }>();
  const nameOf = ({ invariant, walk, from, size }: BrokenSlice) =>
    JSON.stringify([invariant, walk, from, size]);
  for (const slice of kept) slices.set(nameOf(slice), { slice, keys: new Set(), beyond: 0 });

  const keysOf = (invariant: InvariantId, except?: string) => {
    const known = [...slices].filter(
      ([name, { slice }]) => slice.invariant === invariant && name !== except,
    );
    return new Set(known.flatMap(([, { keys }]) => [...keys]));
  };
  return {
    slices: (): BrokenSlice[] => [...slices.values()].map(({ slice }) => slice),

    /** @returns the differences that were not known before */
    note(slice: BrokenSlice, { found, differences }: Seen): Difference[] {
      const name = nameOf(slice);
      const before = slices.get(name);
      slices.delete(name);
      if (found === 0) return [];
      const known = keysOf(slice.invariant);
      const fresh = differences.filter((difference) => !known.has(keyOf(difference)));
      // Every round would add the slice that begins with it.
      if (fresh.length === 0 && found <= KEPT) return [];
      const others = [...slices.values()].filter(
        (known) => known.slice.invariant === slice.invariant,
      );
      if (others.length >= SLICES) return fresh;
      const keys = new Set(differences.map(keyOf));
      slices.set(name, { slice, keys, beyond: found - differences.length });
      return fresh.filter((difference) => !before?.keys.has(keyOf(difference)));
    },

    count(invariant: InvariantId): number {
      const beyond = [...slices.values()]
        .filter(({ slice }) => slice.invariant === invariant)
        .reduce((sum, part) => sum + part.beyond, 0);
      return keysOf(invariant).size + beyond;
    },
  };
}

export type KnownFaults = ReturnType<typeof createKnownFaults>;
