import type { Magasin, TypeMagasin } from '../domain/magasin.ts';
import type { PrismaClient } from './prisma.ts';

/** Reads the places of the chain. */
export function magasinRepository(prisma: PrismaClient) {
  return {
    /** The places of the given ids, in no order; unknown ids are absent. One statement. */
    parIds(ids: readonly number[]): Promise<Magasin[]> {
      return prisma.$queryRaw<Magasin[]>`
        /* magasin.parIds */
        SELECT id, nom, quartier, type, adresse, telephone FROM magasin WHERE id = ANY (${[...ids]}::int[])`;
    },

    /** The places, by number; null gives those of every type. One statement. */
    lister(type: TypeMagasin | null): Promise<Magasin[]> {
      return prisma.$queryRaw<Magasin[]>`
        /* magasin.lister */
        SELECT id, nom, quartier, type, adresse, telephone FROM magasin
        WHERE ${type}::text IS NULL OR type = ${type} ORDER BY id`;
    },
  };
}

export type MagasinRepository = ReturnType<typeof magasinRepository>;
