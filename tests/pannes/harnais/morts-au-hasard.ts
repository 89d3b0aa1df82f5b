import { setTimeout as attendre } from 'node:timers/promises';

import { type Bilan, faireVendre } from './affluence.ts';
import type { Caisse } from './caisses.ts';
import { attendreLeCalme } from './controle.ts';
import type { Fautes } from './fautes.ts';
import { planMorts } from './plans.ts';
import type { NomProcessus, Systeme } from './systeme.ts';
import { hasardDe } from './tailles.ts';

export interface Tuerie {
  bilan: Bilan;
  morts: number;
  /** From the end of the sales until nothing was in doubt. */
  calmeMs: number;
}

/**
 * F2: tills sell and take back while processes are killed, each started again at once, until enough was sold and
 * enough died.
 *
 * @param accidentsSur one card in so many meets an accident at the payment provider
 */
export async function tuerAuHasard(
  systeme: Systeme,
  caisses: readonly Caisse[],
  {
    nombre,
    morts,
    moyenneMs,
    accidentsSur = 50,
  }: { nombre: number; morts: number; moyenneMs: number; accidentsSur?: number },
  fautes: Fautes,
): Promise<Tuerie> {
  const noms = Object.keys(systeme.processus) as NomProcessus[];
  let enVente = true;
  let tues = 0;
  const tuer = async () => {
    for (const { apresMs, victime } of planMorts(hasardDe('F2'), noms, moyenneMs)) {
      await attendre(apresMs);
      if (!enVente) return;
      fautes.noter('kill -9', `${victime} after ${apresMs} ms`, systeme.journal);
      tues += 1;
      await systeme.processus[victime].tuer();
      await systeme.processus[victime].demarrer();
    }
  };
  const bourreau = tuer();
  const bilan = await faireVendre(
    systeme,
    caisses,
    { figure: 'F2', clients: 12, accidents: { sur: accidentsSur, fautes } },
    (faites) => faites < nombre || tues < morts,
  ).finally(() => {
    enVente = false;
  });
  await bourreau;
  return { bilan, morts: tues, calmeMs: await attendreLeCalme(systeme, 30_000) };
}
