import type { Employe } from '../domain/employe.ts';
import { COLONNES_EMPLOYE } from './colonnes-employe.ts';
import type { PrismaClient } from './prisma.ts';

/** Reads and keeps employees. */
export function employeRepository(prisma: PrismaClient) {
  return {
    /** The employees of the given numbers, in no order; unknown ones are absent. One statement. */
    parIds(ids: readonly number[]): Promise<Employe[]> {
      return prisma.$queryRaw<Employe[]>`
        /* employe.parIds */
        SELECT ${COLONNES_EMPLOYE} FROM employe WHERE id = ANY (${[...ids]}::int[])`;
    },

    /** Who can take a till of the given stores by a PIN, by name within each. One statement. */
    equipes(magasinIds: readonly number[]): Promise<Employe[]> {
      return prisma.$queryRaw<Employe[]>`
        /* employe.equipes */
        SELECT ${COLONNES_EMPLOYE} FROM employe
        WHERE magasin_id = ANY (${[...magasinIds]}::int[]) AND actif AND nip IS NOT NULL
        ORDER BY magasin_id, cle_tri COLLATE "C", id`;
    },
  };
}

export type EmployeRepository = ReturnType<typeof employeRepository>;
