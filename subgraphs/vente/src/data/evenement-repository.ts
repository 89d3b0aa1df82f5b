import type { PrismaClient } from './prisma.ts';

/** An event as it stands in the log. */
export interface Evenement {
  id: string;
  type: string;
  /** JSON. */
  charge: string;
  traceId: string;
  creeLe: Date;
}

/** A place in the log: transaction, then position within the transaction's order. */
export interface PlaceJournal {
  xid: string;
  position: string;
}

/** A slice of the log. */
export interface Tranche {
  evenements: Evenement[];
  /** Place of the last event, or the place asked for when there is none. */
  place: PlaceJournal | null;
  reste: boolean;
}

export type EvenementRepository = ReturnType<typeof evenementRepository>;

/** Reads the log of sales. */
export function evenementRepository(prisma: PrismaClient) {
  return {
    /**
     * The events that follow a place. Positions are given before transactions commit, in another
     * order, so the reader stops at the oldest transaction that is still open: what it has read can
     * then never be joined by something earlier.
     */
    async lire(apres: PlaceJournal | null, limite: number): Promise<Tranche> {
      const { xid, position } = apres ?? { xid: '0', position: '0' };
      const lignes = await prisma.$queryRaw<(Evenement & PlaceJournal)[]>`
        /* evenement.lire */
        SELECT e.id, e.type, e.charge::text AS charge, e.trace_id AS "traceId",
          e.cree_le AS "creeLe", e.xid::text AS xid, e.position::text AS position
        FROM evenement AS e
        WHERE (e.xid, e.position) > (${xid}::xid8, ${position}::bigint)
          AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        -- Of the table: a bare name would be the text of the list above, and sort 10 before 9.
        ORDER BY e.xid, e.position LIMIT ${limite + 1}`;
      const retenues = lignes.slice(0, limite);
      const derniere = retenues.at(-1);
      return {
        evenements: retenues.map(({ id, type, charge, traceId, creeLe }) => ({
          ...{ id, type, charge, traceId, creeLe },
        })),
        place: derniere ? { xid: derniere.xid, position: derniere.position } : apres,
        reste: lignes.length > limite,
      };
    },
  };
}
