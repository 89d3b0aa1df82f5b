import { abandonner, jouer, preparer } from './activite.ts';
import type { Caisse } from './caisses.ts';
import { attendreLeCalme, attendreLesLecteurs, laisserSeules } from './controle.ts';
import type { Conclusion } from './encaisser.ts';
import type { Hasard } from './hasard.ts';
import { ecarts } from './invariants.ts';
import type { Point } from './points.ts';
import type { Systeme } from './systeme.ts';

/** Longest that a sale may stay in doubt once what it depends on answers. */
export const TERMINAL_MS = 10_000;
/** The same for what no till asks about any more. */
export const SANS_CAISSE_MS = 20_000;

export interface Essai {
  /** Whether the process died at the point. */
  atteint: boolean;
  /** Whether one died at the second point, when there is one. */
  atteintEncore: boolean;
  /** From the restart to the moment when nothing was in doubt any more. */
  terminalMs: number;
  ecarts: string[];
}

export interface Panne {
  point: Point;
  n: number;
  encore?: Point;
}

/** What names a trial among the others of its figure. */
export const nomDe = ({ point, n, encore }: Panne) =>
  encore ? `${point.nom} then ${encore.nom}` : `${point.nom}:${n}`;

/**
 * Kills a process at one point, starts it again, and looks at what became of everything.
 *
 * @param n it dies the n-th time that it passes the point
 * @param encore a second point, at which a process dies while the first is recovered from
 * @param noter told of each fault when it is injected
 */
export async function essayerPanne(
  systeme: Systeme,
  caisses: readonly Caisse[],
  { point, n, encore }: Panne,
  hasard: Hasard,
  noter: (faute: string) => void,
): Promise<Essai> {
  const processus = systeme.processus[point.processus];
  const activite = await preparer(systeme, caisses, hasard);
  await armer(systeme, point, n, noter);
  const jeu = jouer(systeme, activite);
  let atteint = await jusquALaMort(systeme, point, jeu);
  let limiteMs = TERMINAL_MS;
  if (!atteint) {
    // The point is in what takes over: something must be left to it.
    await jeu;
    const reste = await preparerQuoiQuIlMeure(systeme, caisses, { point, hasard });
    atteint = reste === null;
    if (reste) {
      await abandonner(systeme, reste);
      await laisserSeules(systeme);
      const deVente = point.processus === 'vente';
      await systeme.processus.vente.demarrer(deVente ? `${point.nom}:${n}` : undefined);
      limiteMs = SANS_CAISSE_MS;
      const calme = attendreLeCalme(systeme, limiteMs).then(() => attendreLesLecteurs(systeme));
      calme.catch(() => undefined);
      await Promise.race([processus.fin(), calme]);
      atteint = !processus.vivant();
    }
  }
  // A second death is armed before the first one is recovered from, so that it falls into the recovery.
  if (encore) {
    if (!atteint) await desarmer(systeme, point);
    await armer(systeme, encore, 1, noter);
  }
  if (point.processus !== encore?.processus && !processus.vivant()) await processus.demarrer();
  const { terminalMs, atteintEncore } = await recuperer(systeme, jeu, encore, limiteMs);
  await jeu;
  const trouves = await ecarts(systeme);
  for (const p of [point, ...(encore ? [encore] : [])]) await desarmer(systeme, p);
  return { atteint, atteintEncore, terminalMs, ecarts: trouves };
}

/**
 * Prepares more work while a process is still armed. One that dies of it is started again, unarmed: the tills that
 * prepare insist until it answers.
 *
 * @returns null when it died
 */
async function preparerQuoiQuIlMeure(
  systeme: Systeme,
  caisses: readonly Caisse[],
  { point, hasard }: { point: Point; hasard: Hasard },
) {
  const processus = systeme.processus[point.processus];
  const prepare = preparer(systeme, caisses, hasard);
  prepare.catch(() => undefined);
  await Promise.race([processus.fin(), prepare]);
  if (processus.vivant()) return prepare;
  await processus.demarrer();
  await prepare;
  return null;
}

async function armer(
  { processus }: Systeme,
  point: Point,
  n: number,
  noter: (faute: string) => void,
): Promise<void> {
  noter(`${point.processus} armed with ${point.nom}:${n}`);
  const spec = `${point.nom}:${n}`;
  const victime = processus[point.processus];
  // Dead already: it then comes back with the next point in it.
  await (victime.vivant() ? victime.armer(spec) : victime.demarrer(spec));
}

/** A process that still runs is still armed. */
async function desarmer({ processus }: Systeme, { processus: nom }: Point): Promise<void> {
  if (!processus[nom].arme()) return;
  await processus[nom].armer(null);
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

/** Waits until nothing is in doubt, and starts again what dies meanwhile; the time counts from the last start. */
async function recuperer(
  systeme: Systeme,
  jeu: Promise<unknown>,
  encore: Point | undefined,
  limiteMs: number,
): Promise<Pick<Essai, 'terminalMs' | 'atteintEncore'>> {
  const calme = attendreLeCalme(systeme, limiteMs);
  // A till may send its sale again when nothing is in doubt, and that may be what passes the second point.
  const fini = calme.then(() => jeu);
  fini.catch(() => undefined);
  if (encore) {
    const processus = systeme.processus[encore.processus];
    await Promise.race([processus.fin(), fini.catch(() => undefined)]);
    if (!processus.vivant()) {
      systeme.journal.noter({ quoi: 'panne', detail: `${encore.processus} died again` });
      await processus.demarrer();
      return { terminalMs: await attendreLeCalme(systeme, limiteMs), atteintEncore: true };
    }
  }
  await fini;
  return { terminalMs: await calme, atteintEncore: false };
}
