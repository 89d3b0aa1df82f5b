import { creerHasard, type Hasard } from './hasard.ts';

/** True for the full figures (`npm run test:pannes`); `npm test` runs the short ones. */
export const COMPLET = process.env['PANNES'] === 'complet';

/** The seed of this run: the same one injects the same faults. */
export const GRAINE = process.env['PANNES_GRAINE'] ?? '1';

/**
 * The size of a figure. The variable `PANNES_<name>` overrides it; 0 leaves the figure out, and the report says so.
 *
 * @param nom of the figure, `I1`
 */
export function taille(
  nom: string,
  { court, complet }: { court: number; complet: number },
): number {
  const voulue = process.env[`PANNES_${nom}`];
  if (voulue !== undefined) return Number(voulue);
  return COMPLET ? complet : court;
}

/** Longest that the opening of a system may take, on a machine that has much else to do. */
export const OUVERTURE_MS = 600_000;

/** The choices of one figure. */
export const hasardDe = (usage: string): Hasard => creerHasard(GRAINE, usage);
