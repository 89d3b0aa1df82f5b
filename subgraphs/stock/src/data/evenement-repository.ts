import type { Ecrire, Ecriture } from './ecriture.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** An event of the sales log, as far as stock cares. */
export interface EvenementRecu {
  id: string;
  type: string;
  venteId: string;
}

export type Application = Ecriture & {
  /** False when another replica had already moved the cursor: nothing was done. */
  applique: boolean;
  /** Paid sales without a reservation to confirm. */
  anomalies: string[];
};

export type EvenementRepository = ReturnType<typeof evenementRepository>;

/** Follows the sales log: what was read and what came of it change together. */
export function evenementRepository(prisma: PrismaClient, ecrire: Ecrire) {
  return {
    /** Where the log has been read to; null: not at all yet. */
    async position(): Promise<string | null> {
      const [ligne] = await prisma.$queryRaw<{ curseur: string | null }[]>`
        /* evenement.position */
        SELECT curseur FROM consommateur WHERE nom = 'ventes'`;
      return ligne?.curseur ?? null;
    },

    /** Applies a slice and moves the cursor from `de` to `a`, in one statement. */
    appliquer(evenements: readonly EvenementRecu[], de: string | null, a: string) {
      return ecrire<Application>(
        Prisma.sql`/* evenement.appliquer */
        SELECT appliquer_evenements_vente(${de}::text, ${a}, ${JSON.stringify(evenements)}::jsonb) AS resultat`,
      );
    },
  };
}
