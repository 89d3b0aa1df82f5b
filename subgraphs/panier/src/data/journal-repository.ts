import { crashPoint } from '@caisse/subgraph-kit';

import type { PrismaClient } from './prisma.ts';

/** A fact of the sales log. `vente` is what it concludes: null when it leaves carts alone. */
export interface FaitVente {
  id: string;
  vente: { panierId: string; venteId: string } | null;
}

/** Follows the sales log. */
export function journalRepository(prisma: PrismaClient) {
  return {
    /** How far the log was read; null before its first event. */
    async position(): Promise<string | null> {
      const [curseur] = await prisma.$queryRaw<{ position: string | null }[]>`
        /* journal.position */
        SELECT position FROM curseur WHERE journal = 'ventes'`;
      return curseur?.position ?? null;
    },

    /**
     * Concludes the carts of the sales, notes the facts as seen, and moves the cursor, in one statement.
     *
     * @returns false, with nothing done, when the cursor does not stand at `de` any more
     */
    async encaisser(faits: readonly FaitVente[], de: string | null, a: string): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<{ fait: boolean }[]>`
        /* journal.encaisser */
        SELECT encaisser_paniers(${de}::text, ${a}::text, ${faits.map(({ id }) => id)}::uuid[],
          ${faits.map(({ vente }) => vente?.panierId ?? null)}::uuid[],
          ${faits.map(({ vente }) => vente?.venteId ?? null)}::uuid[]) AS fait`;
      crashPoint('panier.apres-journal');
      return ligne?.fait === true;
    },
  };
}

export type JournalRepository = ReturnType<typeof journalRepository>;
