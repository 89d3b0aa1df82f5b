import { crashPoint, setAsideRows, type UnreadEvent } from '@caisse/subgraph-kit';

import type { PrismaClient } from './prisma.ts';

/** A sale that concludes a cart. */
export interface Conclusion {
  panierId: string;
  venteId: string;
}

/** Follows the sales log. */
export function journalRepository(prisma: PrismaClient) {
  return {
    ...setAsideRows((sql, ...values) => prisma.$queryRawUnsafe(sql, ...values)),

    /** How far the log was read; null before its first event. */
    async position(): Promise<string | null> {
      const [curseur] = await prisma.$queryRaw<{ position: string | null }[]>`
        /* journal.position */
        SELECT position FROM curseur WHERE journal = 'ventes'`;
      return curseur?.position ?? null;
    },

    /**
     * Concludes the carts of the sales, puts aside what could not be read, and moves the cursor, in one statement.
     *
     * @returns false, with nothing done, when the cursor does not stand at `de` any more
     */
    async encaisser(
      conclusions: readonly Conclusion[],
      ecartes: readonly UnreadEvent[],
      de: string | null,
      a: string,
    ): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<{ fait: boolean }[]>`
        /* journal.encaisser */
        SELECT suivre_ventes(${de}::text, ${a}::text, ${paniersDe(conclusions)}::uuid[],
          ${ventesDe(conclusions)}::uuid[], ${JSON.stringify(ecartes)}::jsonb) AS fait`;
      crashPoint('panier.apres-journal');
      return ligne?.fait === true;
    },

    /** Concludes the carts of events that were put aside, and takes these out of there, in one statement. */
    async reprendre(
      evenementIds: readonly string[],
      conclusions: readonly Conclusion[],
    ): Promise<void> {
      await prisma.$queryRaw`
        /* journal.reprendre */
        SELECT reprendre_ecartes(${[...evenementIds]}::uuid[], ${paniersDe(conclusions)}::uuid[],
          ${ventesDe(conclusions)}::uuid[])::text`;
    },
  };
}

const paniersDe = (conclusions: readonly Conclusion[]) => conclusions.map((c) => c.panierId);
const ventesDe = (conclusions: readonly Conclusion[]) => conclusions.map((c) => c.venteId);

export type JournalRepository = ReturnType<typeof journalRepository>;
