import type { Caisse } from '../domain/caisse.ts';
import type { PrismaClient } from './prisma.ts';

/** Reads the tills. */
export function caisseRepository(prisma: PrismaClient) {
  return {
    /** The tills of the given ids, in no order; unknown ids are absent. One statement. */
    parIds(ids: readonly number[]): Promise<Caisse[]> {
      return prisma.$queryRaw<Caisse[]>`
        /* caisse.parIds */
        SELECT id, magasin_id AS "magasinId", numero FROM caisse WHERE id = ANY (${[...ids]}::int[])`;
    },

    /** The tills of the given places, by number within each. One statement. */
    parMagasins(magasinIds: readonly number[]): Promise<Caisse[]> {
      return prisma.$queryRaw<Caisse[]>`
        /* caisse.parMagasins */
        SELECT id, magasin_id AS "magasinId", numero FROM caisse
        WHERE magasin_id = ANY (${[...magasinIds]}::int[]) ORDER BY magasin_id, numero`;
    },
  };
}

export type CaisseRepository = ReturnType<typeof caisseRepository>;
