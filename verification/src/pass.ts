import type { CheckContext, Invariant } from './invariant.ts';
import { ALL } from './invariants/index.ts';
import type { State } from './state.ts';
import type { Walk } from './walk.ts';

/** Checks of the whole past take at most this share of the time, over some days. */
const SHARE = 0.01;
/** A slice that takes less than that may be twice as large the next time. */
const QUICK_MS = 250;

type Pass = NonNullable<State['pass']>;

const START: Pass = placeOf(0, 0);

function placeOf(invariant: number, walk: number): Pass {
  const { id, walks } = ALL[invariant] as Invariant;
  const { name, size } = walks[walk] as Walk;
  return { invariant: id, walk: name, from: null, size, workedMs: 0 };
}

/** Whether a check of everything should begin. */
export function passIsDue({ pass, lastPass }: State, now: number): boolean {
  return pass !== undefined || !lastPass || now >= lastPass.at + lastPass.workedMs / SHARE;
}

/** The slice at which a check of everything stands. */
export function sliceOf(pass: {
  invariant: string;
  walk: string;
}): { invariant: Invariant; walk: Walk } | undefined {
  const invariant = ALL.find(({ id }) => id === pass.invariant);
  const walk = invariant?.walks.find(({ name }) => name === pass.walk);
  return invariant && walk ? { invariant, walk } : undefined;
}

/** The next walk of everything after one. Undefined: there is none. */
function walkAfter({ invariant, walk }: Pass, skipInvariant: boolean): Pass | undefined {
  const rank = ALL.findIndex(({ id }) => id === invariant);
  const walks = ALL[rank]?.walks ?? [];
  const next = walks.findIndex(
    ({ name, whole }, i) =>
      whole &&
      !skipInvariant &&
      i > walks.findIndex((known) => known.name === walk) &&
      name !== walk,
  );
  if (next >= 0) return placeOf(rank, next);
  const following = ALL[rank + 1];
  if (!following) return undefined;
  const first = following.walks.findIndex(({ whole }) => whole);
  return first >= 0 ? placeOf(rank + 1, first) : undefined;
}

export interface PassOptions {
  state: State;
  context: CheckContext;
  budgetMs: number;
  now: () => number;
  /** Looks at a slice. @returns undefined when it could not be looked at */
  look: (slice: {
    invariant: Invariant;
    walk: Walk;
    from: unknown;
    size: number;
  }) => Promise<{ next: unknown; size: number } | undefined>;
  onInvariant: (invariant: Invariant) => void;
  onEnd: (workedMs: number) => void;
}

/**
 * Goes on with the check of everything for some time, at least by one slice: what it costs a round is bounded, whatever
 * the past. An invariant that cannot be looked at is left for the next check of everything.
 */
export async function advancePass(options: PassOptions): Promise<void> {
  const { state, now, look, onInvariant, onEnd } = options;
  if (!passIsDue(state, Date.now())) return;
  const end = now() + options.budgetMs;
  state.pass ??= START;
  do {
    const pass: Pass = state.pass;
    const slice = sliceOf(pass);
    if (!slice) {
      state.pass = START;
      return;
    }
    const start = now();
    const seen = await look({ ...slice, from: pass.from, size: pass.size });
    const tookMs = now() - start;
    const workedMs = pass.workedMs + tookMs;
    if (seen && seen.next !== null) {
      const size = tookMs < QUICK_MS ? Math.min(slice.walk.size, seen.size * 2) : seen.size;
      state.pass = { ...pass, from: seen.next, size, workedMs };
      continue;
    }
    const next = walkAfter(pass, !seen);
    if (seen && next?.invariant !== pass.invariant) onInvariant(slice.invariant);
    if (next) {
      state.pass = { ...next, workedMs };
      continue;
    }
    delete state.pass;
    state.lastPass = { at: Date.now(), workedMs };
    onEnd(workedMs);
    return;
  } while (now() < end);
}
