import { readFileSync } from 'node:fs';

import { type BaremeTaxes, baremeParDefaut, lireBareme } from '@caisse/fiscalite';

/**
 * Reads the dated tax rates.
 *
 * @param chemin path of a JSON file; absent, the rates in force in Québec
 * @throws Error when the file is not readable or not a list of dated rates, so that the start fails
 */
export function chargerBareme(chemin: string | undefined): BaremeTaxes {
  return chemin === undefined
    ? baremeParDefaut
    : lireBareme(JSON.parse(readFileSync(chemin, 'utf8')));
}
