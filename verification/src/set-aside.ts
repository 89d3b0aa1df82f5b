import type { Databases } from './databases.ts';

/** Who goes on past an event that it does not understand; reporting stops in front of it. */
export const ASIDE = ['stock', 'panier'] as const;

/**
 * Of some sales, those whose event a consumer put aside: what the event would have changed waits with it. To be read after
 * the consumer's cursor, and before what the event changes: one that is applied meanwhile is then seen to be.
 */
export async function setAside(
  db: Databases,
  consumer: (typeof ASIDE)[number],
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db[consumer].query<{ id: string }>(
    `SELECT id FROM evenement_ecarte WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
