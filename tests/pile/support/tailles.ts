import { appendFileSync, mkdirSync } from 'node:fs';

import { COMPLET } from '../../pannes/harnais/tailles.ts';

/**
 * The size of a figure: short in `npm test`, full with `PANNES=complet`; the variable `PILE_<nom>` overrides it.
 */
export function taillePile(
  nom: string,
  { court, complet }: { court: number; complet: number },
): number {
  const voulue = process.env[`PILE_${nom.toUpperCase()}`];
  if (voulue !== undefined) return Number(voulue);
  return COMPLET ? complet : court;
}

/** Keeps what a figure measured, one line of JSON each. */
export function consignerPile(figure: string, chiffres: Record<string, number>): void {
  mkdirSync('artefacts/pile', { recursive: true });
  const ligne = { figure, quand: new Date().toISOString(), complet: COMPLET, ...chiffres };
  appendFileSync('artefacts/pile/mesures.jsonl', `${JSON.stringify(ligne)}\n`);
}
