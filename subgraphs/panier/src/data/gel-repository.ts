import { crashPoint } from '@caisse/subgraph-kit';

import type { IssueGel } from '../domain/issues.ts';
import { type EnJson, lireIssue } from './json.ts';
import type { PrismaClient } from './prisma.ts';

/** Freezes carts for sales and gives them back. Each is one call of a database function. */
export function gelRepository(prisma: PrismaClient) {
  return {
    /**
     * Freezes a cart for a sale; repeated by the same sale, it gives the same lines again.
     *
     * @param magasinId the only store whose carts may be frozen; null: any
     * @param jour business day of the sale, which refuses carts of earlier ones; null: none is refused
     */
    async figer(
      panierId: string,
      venteId: string,
      magasinId: number | null,
      jour: string | null,
    ): Promise<IssueGel> {
      const [ligne] = await prisma.$queryRaw<{ issue: EnJson<IssueGel> }[]>`
        /* gel.figer */
        SELECT figer_panier(${panierId}::uuid, ${venteId}::uuid, ${magasinId}::int, ${jour}::date) AS issue`;
      if (!ligne) throw new Error('figer_panier answered nothing');
      crashPoint('panier.apres-gel');
      return lireIssue<IssueGel>(ligne.issue);
    },

    /**
     * Gives a cart back, known or not, and forbids the sale to freeze it from now on.
     *
     * @returns false when the sale was concluded, and keeps the cart
     */
    async liberer(panierId: string, venteId: string): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<{ libere: boolean }[]>`
        /* gel.liberer */
        SELECT liberer_panier(${panierId}::uuid, ${venteId}::uuid) AS libere`;
      crashPoint('panier.apres-liberation');
      return ligne?.libere === true;
    },
  };
}

export type GelRepository = ReturnType<typeof gelRepository>;
