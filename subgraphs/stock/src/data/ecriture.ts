import { setTimeout as attendre } from 'node:timers/promises';

import { Counter, crashPoint, type Metrics, sqlStateOf } from '@caisse/subgraph-kit';

import type { Niveau } from '../domain/niveau.ts';
import type { Prisma, PrismaClient } from './prisma.ts';

/** What each SQL function of stock answers, whatever else it tells. */
export interface Ecriture {
  /** The rows touched, with their new versions; on a replay, the same rows as they are now. */
  niveaux: Niveau[];
}

/** What two writes in each other's way may get from PostgreSQL. Nothing was written, and trying again helps. */
const CAUSES = new Map([
  ['40P01', 'interblocage'],
  ['40001', 'serialisation'],
  ['55P03', 'attente_verrou'],
]);

const REPRISES_MAX = 3;

/** At random, so that those who collided do not collide again; longer each time. */
const pauseMs = (reprise: number) => Math.random() * 20 * 2 ** reprise;

/**
 * Calls a SQL function that writes stock: one statement, which commits by itself. After a deadlock, a
 * serialization failure or a lock time-out it is called again, at most 3 times.
 *
 * @param appel `SELECT fonction(…) AS resultat`
 * @throws what the database said, when it is something else or the last time
 */
export type Ecrire = <Resultat extends Ecriture>(appel: Prisma.Sql) => Promise<Resultat>;

/**
 * Makes the one function through which every write of stock passes.
 *
 * @param publier tells the cache what was written, after the commit and before anybody hears of it
 */
export function ecriture(
  prisma: PrismaClient,
  { registry }: Pick<Metrics, 'registry'>,
  publier: (niveaux: readonly Niveau[]) => Promise<void>,
): Ecrire {
  const reprises = new Counter({
    name: 'stock_reprises_total',
    help: 'Writes of stock tried again, by cause.',
    labelNames: ['cause'],
    registers: [registry],
  });
  // A series that does not exist yet cannot be told from one that is missing.
  for (const cause of CAUSES.values()) reprises.inc({ cause }, 0);

  async function appeler<Resultat extends Ecriture>(appel: Prisma.Sql): Promise<Resultat> {
    for (let reprise = 0; ; reprise += 1) {
      try {
        const [ligne] = await prisma.$queryRaw<{ resultat: Resultat }[]>(appel);
        if (!ligne) throw new Error('A SQL function answered no row');
        return ligne.resultat;
      } catch (error) {
        const cause = CAUSES.get(sqlStateOf(error) ?? '');
        if (cause === undefined || reprise === REPRISES_MAX) throw error;
        reprises.inc({ cause });
        await attendre(pauseMs(reprise));
      }
    }
  }

  return async <Resultat extends Ecriture>(appel: Prisma.Sql) => {
    const resultat = await appeler<Resultat>(appel);
    crashPoint('stock.avant-publication');
    await publier(resultat.niveaux);
    return resultat;
  };
}
