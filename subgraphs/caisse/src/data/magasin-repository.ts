import type { Magasin, TypeMagasin } from '../domain/magasin.ts';
import { Prisma, type PrismaClient } from './prisma.ts';

const COLONNES = Prisma.sql`
  id, nom, quartier, type, adresse, telephone, numero_tps AS "numeroTps", numero_tvq AS "numeroTvq"`;

/** Reads the places of the chain. */
export function magasinRepository(prisma: PrismaClient) {
  return {
    /** The places of the given ids, in no order; unknown ids are absent. One statement. */
    parIds(ids: readonly number[]): Promise<Magasin[]> {
      return prisma.$queryRaw<Magasin[]>`
        /* magasin.parIds */
        SELECT ${COLONNES} FROM magasin WHERE id = ANY (${[...ids]}::int[])`;
    },

    /** The places, by number; null gives those of every type. One statement. */
    lister(type: TypeMagasin | null): Promise<Magasin[]> {
      return prisma.$queryRaw<Magasin[]>`
        /* magasin.lister */
        SELECT ${COLONNES} FROM magasin
        WHERE ${type}::text IS NULL OR type = ${type} ORDER BY id`;
    },
  };
}

export type MagasinRepository = ReturnType<typeof magasinRepository>;
