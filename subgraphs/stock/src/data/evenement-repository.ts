import { setAsideRows, type UnreadEvent } from '@caisse/subgraph-kit';

import type { Ecrire, Ecriture } from './ecriture.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

/** A slice of the sales log, as far as stock cares. */
export interface Tranche {
  /** The sales that were paid, each once. */
  venteIds: readonly string[];
  /** What could not be read. */
  ecartes: readonly UnreadEvent[];
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
    ...setAsideRows((sql, ...values) => prisma.$queryRawUnsafe(sql, ...values)),

    /** Where the log has been read to; null: not at all yet. */
    async position(): Promise<string | null> {
      const [ligne] = await prisma.$queryRaw<{ curseur: string | null }[]>`
        /* evenement.position */
        SELECT curseur FROM consommateur WHERE nom = 'ventes'`;
      return ligne?.curseur ?? null;
    },

    /** Applies a slice and moves the cursor from `de` to `a`, in one statement. */
    appliquer({ venteIds, ecartes }: Tranche, de: string | null, a: string) {
      return ecrire<Application>(
        Prisma.sql`/* evenement.appliquer */
        SELECT suivre_ventes(${de}::text, ${a}, ${[...venteIds]}::uuid[], ${JSON.stringify(ecartes)}::jsonb) AS resultat`,
      );
    },

    /** Applies events that were put aside, and takes them out of there, in one statement. */
    reprendre(evenementIds: readonly string[], venteIds: readonly string[]) {
      return ecrire<Application>(
        Prisma.sql`/* evenement.reprendre */
        SELECT reprendre_ecartes(${[...evenementIds]}::uuid[], ${[...venteIds]}::uuid[]) AS resultat`,
      );
    },
  };
}
