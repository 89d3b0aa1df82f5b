import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';

import type { Fautes, FautesInjectees } from './fautes.ts';
import { GRAINE } from './tailles.ts';

/** One line of the report. */
export interface Mesure {
  id: string;
  /** What was done, in one sentence. */
  titre: string;
  /** Number of trials that could each have failed: the bound on the failure rate is 3/n. */
  essais: number;
  echecs: number;
  /** What was counted, by name. */
  chiffres: Record<string, number | string>;
}

/** What is kept of a figure in the folder of the results, one file each. */
export interface FigureConsignee extends Mesure {
  dureeS: number;
  /** Processes that wanted a core, on average over the last minute: more than there are cores, and all times grow. */
  charge: number;
  graine: string;
  fautes: FautesInjectees;
}

/**
 * Keeps a figure for the report and says it on the terminal.
 *
 * @param fautes what was injected; a figure that only asks for much at once injects nothing
 */
export function consigner(mesure: Mesure, debut: number, fautes?: Fautes): void {
  const dureeS = (performance.now() - debut) / 1_000;
  const borne = mesure.essais > 0 ? (3 / mesure.essais).toPrecision(2) : '-';
  const chiffres = Object.entries(mesure.chiffres).map(([nom, valeur]) => `${nom} ${valeur}`);
  process.stdout.write(
    `  ${mesure.id}: ${mesure.essais} trials, ${mesure.echecs} failed, bound 3/n = ${borne}, ` +
      `${dureeS.toFixed(1)} s, seed ${GRAINE}; ${chiffres.join(', ')}\n`,
  );
  const dossier = process.env['PANNES_RESULTATS'];
  if (dossier === undefined) return;
  mkdirSync(resolve(dossier), { recursive: true });
  const ligne: FigureConsignee = {
    ...mesure,
    ...{ dureeS, charge: loadavg()[0] ?? 0, graine: GRAINE },
    fautes: fautes?.toutes() ?? { ouvertes: false, suites: {} },
  };
  writeFileSync(join(resolve(dossier), `${mesure.id}.json`), JSON.stringify(ligne));
}

/** The middle and the tail of some durations, in whole milliseconds. */
export function quantiles(durees: readonly number[]): { p50: number; p99: number; max: number } {
  const au = (part: number) => Math.round(quantile(durees, part));
  return { p50: au(0.5), p99: au(0.99), max: au(1) };
}

/** The duration that such a part of them does not exceed; 0 when there are none. */
export function quantile(durees: readonly number[], part: number): number {
  const triees = [...durees].sort((a, b) => a - b);
  return triees[Math.min(triees.length - 1, Math.floor(part * triees.length))] ?? 0;
}

/** Does some work on each of a list, so many at once. Keeps the order of the results. */
export async function enParallele<T, R>(
  liste: readonly T[],
  nombre: number,
  faire: (element: T, rang: number) => Promise<R>,
): Promise<R[]> {
  const resultats = new Array<R>(liste.length);
  let suivant = 0;
  const ouvrier = async () => {
    for (let rang = suivant++; rang < liste.length; rang = suivant++) {
      resultats[rang] = await faire(liste[rang] as T, rang);
    }
  };
  await Promise.all(Array.from({ length: Math.min(nombre, liste.length) }, ouvrier));
  return resultats;
}
