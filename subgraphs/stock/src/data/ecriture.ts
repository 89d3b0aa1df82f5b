import type { Niveau } from '../domain/niveau.ts';
import type { Prisma, PrismaClient } from './prisma.ts';

/** What each SQL function of stock answers, whatever else it tells. */
export interface Ecriture {
  /** The rows touched, with their new versions; on a replay, the same rows as they are now. */
  niveaux: Niveau[];
}

/**
 * Calls a SQL function that writes stock: one statement, which commits by itself. Every write passes here,
 * so that this is the place to try again after a deadlock, a serialization failure or a lock time-out.
 *
 * @param appel `SELECT fonction(…) AS resultat`
 */
export async function ecrire<Resultat extends Ecriture>(
  prisma: PrismaClient,
  appel: Prisma.Sql,
): Promise<Resultat> {
  const [ligne] = await prisma.$queryRaw<{ resultat: Resultat }[]>(appel);
  if (!ligne) throw new Error('A SQL function answered no row');
  return ligne.resultat;
}
