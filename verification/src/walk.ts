import type { z } from 'zod';

import type { CheckContext } from './invariant.ts';
import type { Tally } from './result.ts';

/**
 * A way through what an invariant compares, slice by slice, so that no statement grows with the past: where it stands
 * is a value that can be kept, and taken up again by another process.
 */
export interface Walk {
  name: string;
  /** Things in a slice, at most; a slice that takes too long is halved. */
  size: number;
  /** Whether it belongs to a check of everything. */
  whole: boolean;
  /**
   * Where what changed since a moment begins. Null: nothing of it is known yet, a check of everything comes first.
   * Absent: the walk takes no part in checks of recent changes.
   */
  since?:
    ((context: CheckContext, since: Date) => Promise<Start | null> | Start | null) | undefined;
  /**
   * Compares one slice.
   *
   * @param from where it begins; null at the very beginning
   * @returns where the next one begins; null at the end
   */
  look(context: CheckContext, from: unknown, size: number, tally: Tally): Promise<unknown>;
}

/** Where a walk of recent changes begins. */
export interface Start {
  from: unknown;
}

interface Definition<Place> {
  name: string;
  size?: number;
  whole?: boolean;
  /** The shape of a place: one that was kept is looked at before it is used. */
  place: z.ZodType<Place>;
  since?: (context: CheckContext, since: Date) => Promise<Place | null> | Place | null;
  look: (
    context: CheckContext,
    from: Place | null,
    size: number,
    tally: Tally,
  ) => Promise<Place | null>;
}

export function defineWalk<Place>(definition: Definition<Place>): Walk {
  const { name, size = 5_000, whole = true, place, since, look } = definition;
  return {
    ...{ name, size, whole },
    since:
      since &&
      (async (context, moment) => {
        const from = await since(context, moment);
        return from === null ? null : { from };
      }),
    look: (context, from, many, tally) => look(context, place.nullable().parse(from), many, tally),
  };
}

/** What is compared in one go, because it is little whatever the past. */
export function wholeAtOnce(
  name: string,
  recent: boolean,
  compare: (context: CheckContext, tally: Tally) => Promise<void>,
): Walk {
  return {
    ...{ name, size: 1, whole: true, since: recent ? () => ({ from: null }) : undefined },
    async look(context, _from, _size, tally) {
      await compare(context, tally);
      return null;
    },
  };
}

/**
 * The walks of a check, each with the place where it begins: the very beginning, or where what changed since a moment
 * begins.
 *
 * @returns complete false when one of them has nothing to begin with before everything was looked at once
 */
export async function beginningsOf(
  walks: readonly Walk[],
  context: CheckContext,
  since: Date | undefined,
): Promise<{ begins: { walk: Walk; begin: Start }[]; complete: boolean }> {
  const begins: { walk: Walk; begin: Start }[] = [];
  let complete = true;
  for (const walk of walks) {
    if (since === undefined) {
      if (walk.whole) begins.push({ walk, begin: { from: null } });
      continue;
    }
    const begin = await walk.since?.(context, since);
    if (begin) begins.push({ walk, begin });
    else if (begin === null) complete = false;
  }
  return { begins, complete };
}
