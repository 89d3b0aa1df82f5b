import type { Acteur } from '@caisse/subgraph-kit';

import type { Ouverture, SessionCaisse } from '../domain/session-caisse.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

const COLONNES = Prisma.sql`
  id, caisse_id AS "caisseId", ouverte_le AS "ouverteLe", fermee_le AS "fermeeLe",
  fond_de_caisse AS "fondDeCaisse", ouverte_par AS "ouvertePar"`;

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
     * Opens a till that exists, has no open session, and whose session id is new, and writes down who did, in one
     * statement.
     *
     * @returns the session, or null when one of these does not hold
     */
    async ouvrir(
      { id, caisseId, fondDeCaisse, ouvertePar }: Ouverture,
      acteur: Acteur,
    ): Promise<SessionCaisse | null> {
      const [session] = await prisma.$queryRaw<SessionCaisse[]>`
        /* sessionCaisse.ouvrir */
        WITH ouverte AS (
          INSERT INTO session_caisse (id, caisse_id, fond_de_caisse, request_id, ouverte_par)
          SELECT ${id}::uuid, c.id, ${fondDeCaisse}::int, ${acteur.requete},
            (SELECT e.id FROM employe e WHERE e.id = ${ouvertePar}::int)
          FROM caisse c WHERE c.id = ${caisseId}::int
          ON CONFLICT DO NOTHING
          RETURNING *
        )
        SELECT ${COLONNES}, inscrire_audit('CAISSE_OUVERTE', ${JSON.stringify(acteur)}::jsonb,
          'caisse ' || caisse_id, NULL,
          jsonb_build_object('session', id, 'fondDeCaisse', fond_de_caisse)) AS numero
        FROM ouverte`;
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
