import type { Apport } from '../domain/apport.ts';
import type { PrismaClient } from './prisma.ts';

/** Writes the projections of the sales log. */
export function projectionRepository(prisma: PrismaClient) {
  return {
    /** Cursor of the last slice applied; null: nothing yet. */
    async position(): Promise<string | null> {
      const [curseur] = await prisma.$queryRaw<{ position: string | null }[]>`
        /* projection.position */
        SELECT position FROM curseur WHERE nom = 'vente'`;
      return curseur?.position ?? null;
    },

    /**
     * Adds a slice of the log to the projections and moves the cursor, in one statement.
     *
     * @param de where the cursor must still stand
     * @param a where it stands afterwards
     * @returns how many events were counted (those seen before are not), or null when the cursor was elsewhere
     */
    async appliquer(lot: readonly Apport[], de: string | null, a: string): Promise<number | null> {
      const [resultat] = await prisma.$queryRaw<{ comptes: number | null }[]>`
        /* projection.appliquer */
        SELECT suivre_evenements(${JSON.stringify(lot)}::jsonb, ${de}::text, ${a}::text) AS comptes`;
      return resultat?.comptes ?? null;
    },
  };
}

export type ProjectionRepository = ReturnType<typeof projectionRepository>;
