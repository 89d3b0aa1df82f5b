import { abandonner, jouer, preparer } from './activite.ts';
import type { Caisse } from './caisses.ts';
import { attendreLeCalme, attendreLesLecteurs } from './controle.ts';
import type { Conclusion } from './encaisser.ts';
import type { Hasard } from './hasard.ts';
import { ecarts } from './invariants.ts';
import type { Point } from './points.ts';
import type { Systeme } from './systeme.ts';

/** Longest that a sale may stay in doubt once what it depends on answers. */
export const TERMINAL_MS = 10_000;

export interface Essai {
  /** Whether the process died at the point. */
  atteint: boolean;
  /** Whether one died at the second point, when there is one. */
  atteintEncore: boolean;
  /** From the restart to the moment when nothing was in doubt any more. */
  terminalMs: number;
  ecarts: string[];
}

/**
 * Kills a process at one point, starts it again, and looks at what became of everything.
 *
 * @param n it dies the n-th time that it passes the point
 * @param encore a second point, at which a process dies while the first is recovered from
 */
export async function essayerPanne(
  systeme: Systeme,
  caisses: readonly Caisse[],
  { point, n, encore }: { point: Point; n: number; encore?: Point },
  hasard: Hasard,
): Promise<Essai> {
  const processus = systeme.processus[point.processus];
  const activite = await preparer(systeme, caisses, hasard);
  await armer(systeme, point, n);
  const jeu = jouer(systeme, activite);
  let atteint = await jusquALaMort(systeme, point, jeu);
  if (!atteint) {
    // The point is in what takes over: something must be left to it.
    await jeu;
    await abandonner(systeme, await preparer(systeme, caisses, hasard));
    const deVente = point.processus === 'vente';
    await systeme.processus.vente.demarrer(deVente ? `${point.nom}:${n}` : undefined);
    const calme = attendreLeCalme(systeme, TERMINAL_MS).then(() => attendreLesLecteurs(systeme));
    calme.catch(() => undefined);
    await Promise.race([processus.fin(), calme]);
    atteint = !processus.vivant();
  }
  // A second death is armed before the first one is recovered from, so that it falls into the recovery.
  if (encore && encore.processus !== point.processus) await armer(systeme, encore, 1);
  const seconde = encore?.processus === point.processus ? `${encore.nom}:1` : undefined;
  if (!processus.vivant()) await processus.demarrer(seconde);
  const atteintEncore = encore ? await laisserMourir(systeme, encore) : false;
  const terminalMs = await attendreLeCalme(systeme, TERMINAL_MS);
  await jeu;
  const trouves = await ecarts(systeme);
  for (const p of [point, ...(encore ? [encore] : [])]) await desarmer(systeme, p);
  return { atteint, atteintEncore, terminalMs, ecarts: trouves };
}

async function armer({ journal, processus }: Systeme, point: Point, n: number): Promise<void> {
  journal.noter({ quoi: 'panne', detail: `${point.processus} armed with ${point.nom}:${n}` });
  await processus[point.processus].tuer();
  await processus[point.processus].demarrer(`${point.nom}:${n}`);
}

/** A process that still runs is still armed. */
async function desarmer({ processus }: Systeme, { processus: nom }: Point): Promise<void> {
  if (!processus[nom].arme()) return;
  await processus[nom].tuer();
  await processus[nom].demarrer();
}

/** Lets tills work until the armed process dies. @returns whether it did */
async function jusquALaMort(
  systeme: Systeme,
  point: Point,
  jeu: Promise<Conclusion[]>,
): Promise<boolean> {
  const processus = systeme.processus[point.processus];
  const fini = jeu.then(() => attendreLesLecteurs(systeme, 5_000)).catch(() => undefined);
  await Promise.race([processus.fin(), fini]);
  return !processus.vivant();
}

/** Starts again what dies during the recovery, until nothing is in doubt. @returns whether something died */
async function laisserMourir(systeme: Systeme, { processus: nom }: Point): Promise<boolean> {
  const processus = systeme.processus[nom];
  const calme = attendreLeCalme(systeme, TERMINAL_MS).catch(() => undefined);
  await Promise.race([processus.fin(), calme]);
  if (processus.vivant()) return false;
  systeme.journal.noter({ quoi: 'panne', detail: `${nom} died again` });
  await processus.demarrer();
  return true;
}
