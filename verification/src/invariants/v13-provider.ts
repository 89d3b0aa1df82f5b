import { z } from 'zod';

import type { Invariant } from '../invariant.ts';
import type { Held } from '../provider.ts';
import type { Tally } from '../result.ts';
import { defineWalk, type Walk } from '../walk.ts';
import { type Movement, SOURCES } from './v13-reading.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** How far back the provider is asked by a check of everything: it keeps keys for a while. */
const DAYS = 7;
/** Questions at a time. */
const AT_ONCE = 4;

const place = z.object({ moment: z.string(), id: z.string() });

/**
 * V13: the payment provider holds what was recorded, by key: each card of a receipt is accepted, for its amount; no card
 * of a refused sale is held; each refund was made, for its amount, and none that is still to be made or was paid in cash.
 *
 * Only what a provider over HTTP took: a terminal that is simulated in vente's process remembers nothing.
 */
export const v13: Invariant = {
  id: 'V13',
  title: 'The payment provider holds what was recorded',
  acrossDatabases: true,
  walks: SOURCES.map(({ name, sql, ask }): Walk =>
    defineWalk({
      ...{ name, size: 100, place },
      since: (_context, since) => ({ moment: since.toISOString(), id: NOBODY }),
      async look({ db, provider }, from, size, tally) {
        if (!provider) {
          tally.note('provider', 'not applicable: no payment provider to ask (TERMINAL_URL)');
          return null;
        }
        const start = from ?? { moment: daysAgo(), id: NOBODY };
        const rows = await db.vente.query<z.infer<typeof place> & { movements: Movement[] }>(sql, [
          start.moment,
          start.id,
          size,
        ]);
        const movements = rows.flatMap((row) => row.movements);
        await compareAll(movements, ask(provider), tally);
        const last = rows.at(-1);
        return last && rows.length === size ? { moment: last.moment, id: last.id } : null;
      },
    }),
  ),
};

const daysAgo = () => new Date(Date.now() - DAYS * 86_400_000).toISOString();

async function compareAll(
  movements: readonly Movement[],
  ask: (key: string) => Promise<Held>,
  tally: Tally,
): Promise<void> {
  for (let start = 0; start < movements.length; start += AT_ONCE) {
    const part = movements.slice(start, start + AT_ONCE);
    const held = await Promise.all(part.map(({ key }) => ask(key)));
    part.forEach((movement, rank) => {
      compareOne(movement, held[rank] ?? null, tally);
    });
  }
  tally.compare(movements.length);
}

function compareOne({ key, amount, state }: Movement, held: Held, tally: Tally): void {
  const found = held ?? 'never heard of';
  const ids = { cle: key };
  if (amount === null) {
    if (held?.etat !== state) return;
    const what = 'money that the provider holds or gave back, and that nobody recorded';
    tally.differ({ what, ids, expected: `not ${state}`, found });
    return;
  }
  if (held?.etat === state && (held.montant ?? amount) === amount) return;
  const what = 'a card payment or refund that the provider does not hold as it was recorded';
  tally.differ({ what, ids, expected: { etat: state, montant: amount }, found });
}
