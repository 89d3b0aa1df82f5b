import { z } from 'zod';

import type { CheckContext, Invariant } from '../invariant.ts';
import { ledger } from '../marks.ts';
import { defineWalk, wholeAtOnce } from '../walk.ts';
import { checkReserved } from './v4-reserved.ts';
import { compareLevels, settledUpTo, sumMovements } from './v4-sums.ts';
import { transfers } from './v4-transfers.ts';

/**
 * V4: per product and store, the ledger adds up to what is available and to what is reserved; what is
 * reserved is that of the reservations that stand; a transfer takes away as much as it brings.
 *
 * A movement never changes: their sums up to one of them are kept, and the next check adds those after it. A check
 * of everything adds them up from the first one again, and its sums then replace what was kept.
 */
export const v4: Invariant = {
  id: 'V4',
  title: 'The ledger adds up to the levels, transfers to zero',
  acrossDatabases: false,
  walks: [
    defineWalk({
      ...{ name: 'ledger', size: 100_000, place: ledger.extend({ end: z.number().int() }) },
      async look({ db, marks }, from, size, tally) {
        const { end, ...sum } = from ?? { end: await settledUpTo(db.stock), upTo: 0, sums: [] };
        if (sum.upTo < end) {
          return { end, ...(await sumMovements(db.stock, sum, Math.min(end, sum.upTo + size))) };
        }
        await compareLevels(db.stock, sum, tally);
        marks.ledger = sum;
        return null;
      },
    }),
    defineWalk({
      ...{ name: 'new movements', size: 100_000, whole: false, place: z.object({}) },
      since: ({ marks }) => (marks.ledger ? {} : null),
      async look(context, _from, size, tally) {
        const end = await settledUpTo(context.db.stock);
        const sum = await advance(context, end, size);
        if (!sum) return null;
        if (sum.upTo < end) return {};
        await compareLevels(context.db.stock, sum, tally);
        return null;
      },
    }),
    wholeAtOnce('reserved', true, checkReserved),
    transfers,
  ],
};

/** Adds the next movements to the sums that are kept. @returns null when these are of another ledger, restored since */
async function advance({ db, marks }: CheckContext, end: number, size: number) {
  const kept = marks.ledger;
  if (!kept || kept.upTo > end) {
    delete marks.ledger;
    return null;
  }
  if (kept.upTo < end) {
    marks.ledger = await sumMovements(db.stock, kept, Math.min(end, kept.upTo + size));
  }
  return marks.ledger ?? null;
}
