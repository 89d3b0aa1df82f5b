import type { Ouverture, SessionCaisse } from '../domain/session-caisse.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

const COLONNES = Prisma.sql`
  id, caisse_id AS "caisseId", ouverte_le AS "ouverteLe", fermee_le AS "fermeeLe",
  fond_de_caisse AS "fondDeCaisse"`;

/** Reads and opens till sessions. */
export function sessionCaisseRepository(prisma: PrismaClient) {
  return {
    /** The sessions of the given ids, in no order; unknown ids are absent. One statement. */
    parIds(ids: readonly string[]): Promise<SessionCaisse[]> {
      return prisma.$queryRaw<SessionCaisse[]>`
        /* sessionCaisse.parIds */
        SELECT ${COLONNES} FROM session_caisse WHERE id = ANY (${[...ids]}::uuid[])`;
    },

    /** The open sessions of the given tills, at most one each. One statement. */
    ouvertes(caisseIds: readonly number[]): Promise<SessionCaisse[]> {
      return prisma.$queryRaw<SessionCaisse[]>`
        /* sessionCaisse.ouvertes */
        SELECT ${COLONNES} FROM session_caisse
        WHERE caisse_id = ANY (${[...caisseIds]}::int[]) AND fermee_le IS NULL`;
    },

    /**
     * Opens a till that exists, has no open session, and whose session id is new, in one statement.
     *
     * @returns the session, or null when one of these does not hold
     */
    async ouvrir(
      { id, caisseId, fondDeCaisse }: Ouverture,
      requestId: string,
    ): Promise<SessionCaisse | null> {
      const [session] = await prisma.$queryRaw<SessionCaisse[]>`
        /* sessionCaisse.ouvrir */
        INSERT INTO session_caisse (id, caisse_id, fond_de_caisse, request_id)
        SELECT ${id}::uuid, c.id, ${fondDeCaisse}::int, ${requestId}
        FROM caisse c WHERE c.id = ${caisseId}::int
        ON CONFLICT DO NOTHING
        RETURNING ${COLONNES}`;
      return session ?? null;
    },

    /** The sessions that can stand in the way of an opening: the one of that id, the till's open one. */
    enTravers({ id, caisseId }: Ouverture): Promise<SessionCaisse[]> {
      return prisma.$queryRaw<SessionCaisse[]>`
        /* sessionCaisse.enTravers */
        SELECT ${COLONNES} FROM session_caisse
        WHERE id = ${id}::uuid OR (caisse_id = ${caisseId}::int AND fermee_le IS NULL)`;
    },
  };
}

export type SessionCaisseRepository = ReturnType<typeof sessionCaisseRepository>;
