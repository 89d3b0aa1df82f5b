import type { Databases } from './databases.ts';

/** A place in the sales log: transaction, then position. `0.0` is before everything. */
export interface Place {
  xid: string;
  position: string;
}

export const BEGINNING: Place = { xid: '0', position: '0' };

/** Where each consumer keeps its cursor. */
const CURSORS = {
  stock: `SELECT curseur AS cursor FROM consommateur WHERE nom = 'ventes'`,
  panier: `SELECT position AS cursor FROM curseur WHERE journal = 'ventes'`,
  reporting: `SELECT position AS cursor FROM curseur WHERE nom = 'vente'`,
} as const;

export type Consumer = keyof typeof CURSORS;
export const CONSUMERS = Object.keys(CURSORS) as Consumer[];

/** How far a consumer has read the sales log. */
export async function cursorOf(db: Databases, consumer: Consumer): Promise<Place> {
  const [row] = await db[consumer].query<{ cursor: string | null }>(CURSORS[consumer]);
  return placeOf(row?.cursor ?? null);
}

/** Reads a cursor as the log writes it, `xid.position`. */
export function placeOf(cursor: string | null): Place {
  if (cursor === null) return BEGINNING;
  const [, xid, position] = /^(\d+)\.(\d+)$/.exec(cursor) ?? [];
  if (xid === undefined || position === undefined) {
    throw new Error(`"${cursor}" is not a cursor of the sales log`);
  }
  return { xid, position };
}

/** Events that a consumer has still to read. */
export async function eventsAfter(db: Databases, { xid, position }: Place): Promise<number> {
  const [row] = await db.vente.query<{ count: string }>(
    `SELECT count(*) FROM evenement WHERE (xid, position) > ($1::xid8, $2::bigint)`,
    [xid, position],
  );
  return Number(row?.count);
}
