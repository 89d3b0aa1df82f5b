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

/** What a consumer has still to read. */
export interface Lag {
  events: number;
  /** Age of the oldest of them, by the clock of vente's database; 0 when there is none. */
  seconds: number;
}

/** How far a place is behind the end of the sales log. */
export async function lagAfter(db: Databases, { xid, position }: Place): Promise<Lag> {
  const [row] = await db.vente.query<Lag>(
    `SELECT count(*)::float8 AS events,
       greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(cree_le)), 0))::float8 AS seconds
     FROM evenement WHERE (xid, position) > ($1::xid8, $2::bigint)`,
    [xid, position],
  );
  return row ?? { events: 0, seconds: 0 };
}

/** Events that a consumer has still to read. */
export async function eventsAfter(db: Databases, place: Place): Promise<number> {
  return (await lagAfter(db, place)).events;
}
